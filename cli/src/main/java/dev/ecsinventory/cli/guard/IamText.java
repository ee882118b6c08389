package dev.ecsinventory.cli.guard;

import dev.ecsinventory.policy.document.ValuePattern;

/**
 * Text for the values of IAM conditions, in which {@code ${…}} is a policy variable and, where the
 * operator compares patterns, {@code *} and {@code ?} are wildcards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">
 *     Variables and tags</a>
 */
final class IamText {
  private IamText() {}

  /** A value that matches nothing but {@code text}. */
  static String literal(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char character : text.toCharArray()) {
      switch (character) {
        case '*', '?', '$' -> escaped.append("${").append(character).append('}');
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }

  static String pattern(ValuePattern pattern) {
    return literal(pattern.prefix()) + "*" + literal(pattern.suffix());
  }

  /** A glob, whose wildcards are those of IAM. */
  static String glob(String glob) {
    return glob.replace("$", "${$}");
  }
}
