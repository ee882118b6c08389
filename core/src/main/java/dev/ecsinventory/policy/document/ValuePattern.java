package dev.ecsinventory.policy.document;

import java.util.Optional;

/**
 * An accepted value with one wildcard, which stands for any characters or none.
 *
 * @param prefix what comes before the wildcard
 * @param suffix what comes after it
 */
record ValuePattern(String prefix, String suffix) {
  static ValuePattern of(String text) {
    int wildcard = text.indexOf('*');
    return new ValuePattern(text.substring(0, wildcard), text.substring(wildcard + 1));
  }

  boolean matches(String value) {
    return value.length() >= prefix.length() + suffix.length()
        && value.startsWith(prefix)
        && value.endsWith(suffix);
  }

  /** {@code value} with its fixed parts spelled as here, if they differ only in their case. */
  Optional<String> respelled(String value) {
    int end = value.length() - suffix.length();
    boolean alike =
        end >= prefix.length()
            && value.regionMatches(true, 0, prefix, 0, prefix.length())
            && value.regionMatches(true, end, suffix, 0, suffix.length());
    return alike
        ? Optional.of(prefix + value.substring(prefix.length(), end) + suffix)
        : Optional.empty();
  }
}
