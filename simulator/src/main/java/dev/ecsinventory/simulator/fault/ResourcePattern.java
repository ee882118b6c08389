package dev.ecsinventory.simulator.fault;

import dev.ecsinventory.simulator.fleet.Arn;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pattern that matches resources: the complete ARN, the end of the ARN after the account ({@code
 * service/prod/checkout}), or its name ({@code checkout}; for a task set its id with or without
 * {@code ecs-svc/}). {@code *} matches any text. A plain name never matches a longer one: {@code
 * prod} does not match {@code preprod}.
 */
final class ResourcePattern {
  private ResourcePattern() {}

  static boolean matches(String pattern, String arn) {
    return spellings(arn).anyMatch(spelling -> matchesText(pattern, spelling));
  }

  private static Stream<String> spellings(String arn) {
    return Arn.parse(arn)
        .map(parsed -> Stream.of(arn, parsed.resource(), parsed.name(), last(parsed.name())))
        .orElse(Stream.of(arn));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static boolean matchesText(String pattern, String text) {
    if (!pattern.contains("*")) {
      return pattern.equals(text);
    }
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
  }
}
