package dev.ecsinventory.policy.document;

import java.util.Optional;

/**
 * An accepted value with one wildcard, which matches any characters or none.
 *
 * @param prefix the part before the wildcard
 * @param suffix the part after the wildcard
 */
public record ValuePattern(String prefix, String suffix) {
  static ValuePattern of(String text) {
    int wildcard = text.indexOf('*');
    return new ValuePattern(text.substring(0, wildcard), text.substring(wildcard + 1));
  }

  boolean matches(String value) {
    return value.length() >= prefix.length() + suffix.length()
        && value.startsWith(prefix)
        && value.endsWith(suffix);
  }

  /** {@code value} with the spelling of the pattern's fixed parts, if it differs only in case. */
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
