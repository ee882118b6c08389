package dev.ecsinventory.infra.context;

import dev.ecsinventory.config.Problems;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads context values one by one and collects their problems. */
final class ContextReader {
  /**
   * Keys of CDK's own: feature flags such as {@code @aws-cdk/core:checkSecretUsage}, settings such
   * as {@code aws:cdk:bundling-stacks}, cached look-ups, and two that its command line stores in
   * {@code cdk.context.json}.
   */
  private static final Pattern OF_CDK =
      Pattern.compile(".*[@:/].*|acknowledged-issue-numbers|cli-telemetry");

  private final Map<String, Object> context;
  private final Problems problems = new Problems();

  ContextReader(Map<String, Object> context) {
    this.context = Map.copyOf(context);
    rejectUnknown();
  }

  /**
   * The value of {@code key}, parsed by {@code parser}.
   *
   * @param parser throws {@link IllegalArgumentException} for an invalid value
   * @return empty when the key is not set or its value is invalid
   */
  <T> Optional<T> read(ContextKey key, Function<String, T> parser) {
    Object value = context.get(key.key());
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text(value)));
    } catch (IllegalArgumentException rejected) {
      problem(key, value, rejected.getMessage());
      return Optional.empty();
    }
  }

  /** The distinct values of a list, each parsed by {@code parser}. */
  <T> List<T> readAll(ContextKey key, Function<String, T> parser) {
    return read(key, value -> items(value).stream().map(parser).toList()).orElse(List.of());
  }

  int wholeNumber(ContextKey key, int preset, int least, int most) {
    return (int) wholeNumber(key, preset, least, (long) most);
  }

  long wholeNumber(ContextKey key, long preset, long least, long most) {
    return read(key, value -> wholeNumber(value, least, most)).orElse(preset);
  }

  boolean isSet(ContextKey key) {
    return context.containsKey(key.key());
  }

  /** Reports a problem of {@code key} in combination with another key. */
  void problem(ContextKey key, String what) {
    problem(key, context.getOrDefault(key.key(), ""), what);
  }

  /** Throws if there are problems, naming all of them. */
  void rejectProblems() {
    problems.rejectIfAny("CDK context cannot be used");
  }

  private void problem(ContextKey key, Object value, String what) {
    problems.add("%s: \"%s\" %s; accepted is %s".formatted(key.key(), value, what, key.accepted()));
  }

  private void rejectUnknown() {
    Set<String> known =
        Arrays.stream(ContextKey.values()).map(ContextKey::key).collect(Collectors.toSet());
    context.keySet().stream()
        .filter(key -> !OF_CDK.matcher(key).matches() && !known.contains(key))
        .sorted()
        .forEach(
            key ->
                problems.add(
                    "%s: \"%s\" is not a context key; accepted are %s"
                        .formatted(
                            key,
                            context.get(key),
                            String.join(", ", known.stream().sorted().toList()))));
  }

  private static long wholeNumber(String value, long least, long most) {
    if (!value.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("is not a whole number");
    }
    long number = Long.parseLong(value);
    if (number < least || number > most) {
      throw new IllegalArgumentException("is out of range");
    }
    return number;
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> throw new IllegalArgumentException("is empty or has an empty item");
      case String text -> required(text);
      case List<?> list ->
          required(list.stream().map(ContextReader::text).collect(Collectors.joining(",")));
      case Boolean flag -> flag.toString();
      case Number number -> plain(number);
      default -> throw new IllegalArgumentException("is neither text nor a list");
    };
  }

  /** CDK passes numbers as doubles: 512 must not become 512.0. */
  private static String plain(Number number) {
    double value = number.doubleValue();
    return value == Math.rint(value) ? String.valueOf(number.longValue()) : number.toString();
  }

  private static Set<String> items(String list) {
    Set<String> items = new LinkedHashSet<>();
    for (String item : list.split(",", -1)) {
      items.add(required(item.strip()));
    }
    return items;
  }

  private static String required(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("is empty or has an empty item");
    }
    return value.strip();
  }
}
