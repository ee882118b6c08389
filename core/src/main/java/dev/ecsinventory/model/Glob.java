package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A name, or a pattern in which {@code *} stands for any characters and {@code ?} for one. The
 * pattern is compiled once. Matching reads each character of a candidate once, whatever the
 * pattern: globs come from events and policies, so none may cost more than its length.
 */
public final class Glob {
  private static final Pattern WILDCARDS = Pattern.compile("[*?]");

  private final String text;

  /** Null for a plain name. */
  private final GlobAutomaton automaton;

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
    this.automaton = WILDCARDS.matcher(text).find() ? new GlobAutomaton(text) : null;
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether this is a plain name: what it asks for either exists or is missing. */
  public boolean isLiteral() {
    return automaton == null;
  }

  public boolean matches(String candidate) {
    return automaton == null
        ? text.equals(candidate)
        : automaton.matches(candidate.codePoints().iterator());
  }

  /** Whether something could match both; true when in doubt. */
  public boolean mayMeet(Glob other) {
    if (isLiteral() || other.isLiteral()) {
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
