package dev.ecsinventory.policy.text;

import java.util.Optional;

/**
 * The keys and values that AWS accepts in a tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html">Tag</a>
 */
public final class TagText {
  private static final int KEY_CHARACTERS = 128;
  private static final int VALUE_CHARACTERS = 256;

  /** Tags with this prefix, in any case, are reserved for AWS: users cannot set or remove them. */
  private static final String RESERVED = "aws:";

  private TagText() {}

  public static boolean isReserved(String key) {
    return key.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
  }

  /** The problem with {@code key}, if no task set can have a tag with it. */
  public static Optional<String> keyProblem(String key) {
    if (key.isBlank() || key.codePointCount(0, key.length()) > KEY_CHARACTERS) {
      return Optional.of(
          "\"" + key + "\" is not a tag key; accepted are 1 to " + KEY_CHARACTERS + " characters");
    }
    return isReserved(key)
        ? Optional.of("\"" + key + "\" begins with \"aws:\", which AWS reserves for its own tags")
        : Optional.empty();
  }

  /** The problem of {@code value}, if no task set can have a tag with it. */
  public static Optional<String> valueProblem(String value) {
    return value.codePointCount(0, value.length()) > VALUE_CHARACTERS
        ? Optional.of(
            "is not a tag value; accepted are at most " + VALUE_CHARACTERS + " characters")
        : Optional.empty();
  }

  /** The accepted values, if {@code value} is not a value with at most one wildcard. */
  public static Optional<String> valuePatternProblem(String value) {
    if (value.indexOf('*') != value.lastIndexOf('*')) {
      return Optional.of("a value with at most one *");
    }
    return value.codePointCount(0, value.length()) > VALUE_CHARACTERS
        ? Optional.of("a value of at most " + VALUE_CHARACTERS + " characters")
        : Optional.empty();
  }
}
