package dev.ecsinventory.policy;

import dev.ecsinventory.model.Glob;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names and globs of which one must match; none at all match everything. The patterns are compiled
 * once, because every task set is asked.
 */
final class GlobSet {
  static final GlobSet EVERYTHING = new GlobSet(List.of());

  private final List<Glob> globs;
  private final List<Predicate<String>> predicates;

  GlobSet(List<Glob> globs) {
    this.globs = List.copyOf(globs);
    this.predicates = this.globs.stream().map(GlobSet::predicate).toList();
  }

  boolean isEverything() {
    return globs.isEmpty();
  }

  boolean matches(String candidate) {
    if (predicates.isEmpty()) {
      return true;
    }
    for (Predicate<String> predicate : predicates) {
      if (predicate.test(candidate)) {
        return true;
      }
    }
    return false;
  }

  /** The globs as they were written, sorted. */
  List<String> texts() {
    return globs.stream().map(Glob::text).distinct().sorted().toList();
  }

  /** Whether something could match both; true when in doubt. */
  boolean mayMeet(GlobSet other) {
    return isEverything()
        || other.isEverything()
        || globs.stream()
            .anyMatch(one -> other.globs.stream().anyMatch(another -> mayMeet(one, another)));
  }

  private static boolean mayMeet(Glob one, Glob other) {
    if (isArn(one) != isArn(other)) {
      return true;
    }
    if (one.isLiteral() || other.isLiteral()) {
      return one.matches(other.text()) || other.matches(one.text());
    }
    String prefix = literalPrefix(one);
    String otherPrefix = literalPrefix(other);
    return prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix);
  }

  private static boolean isArn(Glob glob) {
    return glob.text().startsWith("arn:");
  }

  private static String literalPrefix(Glob glob) {
    return glob.text().split("[*?]", 2)[0];
  }

  private static Predicate<String> predicate(Glob glob) {
    if (glob.isLiteral()) {
      return glob.text()::equals;
    }
    String regex =
        glob.text()
            .codePoints()
            .mapToObj(Character::toString)
            .map(
                character ->
                    switch (character) {
                      case "*" -> ".*";
                      case "?" -> ".";
                      default -> Pattern.quote(character);
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
  }
}
