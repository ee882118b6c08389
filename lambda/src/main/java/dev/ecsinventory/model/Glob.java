package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A name, or a pattern in which {@code *} stands for any characters and {@code ?} for one.
 *
 * @param text as it was written; never empty
 */
public record Glob(String text) {
  public Glob {
    requireNonNull(text, "text is null");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a name or glob is blank");
    }
  }

  /** Whether this is a plain name: what it asks for either exists or is missing. */
  public boolean isLiteral() {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  public boolean matches(String candidate) {
    return isLiteral() ? text.equals(candidate) : pattern().matcher(candidate).matches();
  }

  private Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    for (char character : text.toCharArray()) {
      switch (character) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
