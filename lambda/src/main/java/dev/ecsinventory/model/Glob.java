package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A name, or a pattern in which {@code *} stands for any characters and {@code ?} for one. Made
 * once and asked often: the pattern is compiled when the glob is made.
 */
public final class Glob {
  private static final Pattern WILDCARDS = Pattern.compile("[*?]");

  private final String text;
  private final boolean literal;
  private final Predicate<String> matcher;

  /**
   * A glob as it was written.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public Glob(String text) {
    this.text = requireNonNull(text, "text is null");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a name or glob is blank");
    }
    this.literal = !WILDCARDS.matcher(text).find();
    this.matcher = literal ? text::equals : pattern(text).asMatchPredicate();
  }

  private static Pattern pattern(String text) {
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(character)));
              }
            });
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether this is a plain name: what it asks for either exists or is missing. */
  public boolean isLiteral() {
    return literal;
  }

  public boolean matches(String candidate) {
    return matcher.test(candidate);
  }

  /** Whether something could match both; true when in doubt. */
  public boolean mayMeet(Glob other) {
    if (literal || other.literal) {
      return matches(other.text) || other.matches(text);
    }
    String prefix = literalPrefix();
    String otherPrefix = other.literalPrefix();
    return prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix);
  }

  private String literalPrefix() {
    return WILDCARDS.split(text, 2)[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && text.equals(glob.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
