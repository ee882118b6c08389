package dev.ecsinventory.settings;

import dev.ecsinventory.config.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of settings one by one and collects their problems. */
final class SettingValues {
  /**
   * Context keys of CDK's own: feature flags such as {@code @aws-cdk/core:checkSecretUsage},
   * settings such as {@code aws:cdk:bundling-stacks}, cached look-ups, and two that its command
   * line stores in {@code cdk.context.json}.
   */
  private static final Pattern OF_CDK =
      Pattern.compile(".*[@:/].*|acknowledged-issue-numbers|cli-telemetry");

  private final SettingSources sources;
  private final Problems problems = new Problems();

  SettingValues(SettingSources sources) {
    this.sources = sources;
    sources.file().ifPresent(file -> file.problems().forEach(problems::add));
    rejectUnknown();
  }

  /**
   * The value of {@code key}, parsed by {@code parser}.
   *
   * @param parser throws {@link IllegalArgumentException} for an invalid value
   * @return empty when the key is not set or its value is invalid
   */
  <T> Optional<T> read(SettingKey key, Function<String, T> parser) {
    return readGiven(key, given -> parser.apply(text(given.value())));
  }

  /** The path that {@code key} names, or its text, parsed by {@code parser}. */
  <T> Optional<T> readGiven(SettingKey key, Function<GivenSetting, T> parser) {
    Optional<GivenSetting> given = sources.given(key);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(given.get()));
    } catch (IllegalArgumentException rejected) {
      problem(key, given.get(), rejected.getMessage());
      return Optional.empty();
    }
  }

  /** The distinct values of a list, each parsed by {@code parser}. */
  <T> List<T> readAll(SettingKey key, Function<String, T> parser) {
    return read(key, value -> items(value).stream().map(parser).toList()).orElse(List.of());
  }

  /** The value of {@code key}, or an item of its list, if it has the key's form. */
  static String matching(SettingKey key, String value) {
    boolean matches =
        switch (key.form()) {
          case SettingForm.Text text -> value.matches(text.pattern());
          case SettingForm.TextList list -> value.matches(list.pattern());
          case SettingForm.WordOrList form ->
              value.equals(form.word()) || value.matches(form.pattern());
          case SettingForm.Choice _,
              SettingForm.Whole _,
              SettingForm.Decimal _,
              SettingForm.Flag _ ->
              throw new IllegalStateException(key + " has no pattern");
        };
    if (!matches) {
      throw new IllegalArgumentException("has the wrong form");
    }
    return value;
  }

  int wholeNumber(SettingKey key) {
    return (int) longNumber(key);
  }

  long longNumber(SettingKey key) {
    SettingForm.Whole form = (SettingForm.Whole) key.form();
    return read(key, value -> wholeNumber(value, form.least(), form.most()))
        .orElseGet(() -> Long.parseLong(key.preset()));
  }

  boolean isSet(SettingKey key) {
    return sources.mentions(key);
  }

  /** Reports a problem of {@code key} in combination with another key. */
  void problem(SettingKey key, String what) {
    sources
        .given(key)
        .ifPresentOrElse(
            given -> problem(key, given, what),
            () ->
                problems.add("%s: %s; accepted is %s".formatted(key.key(), what, key.accepted())));
  }

  /** Throws if there are problems, naming all of them. */
  void rejectProblems() {
    problems.rejectIfAny(InventorySettings.UNUSABLE);
  }

  private void problem(SettingKey key, GivenSetting given, String what) {
    problems.add(
        "%s: \"%s\" %s; accepted is %s"
            .formatted(given.location(), shown(given.value()), what, key.accepted()));
  }

  private static String shown(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? String.join(",", list.stream().map(String.class::cast).toList())
        : String.valueOf(value);
  }

  private void rejectUnknown() {
    sources.overrides().keySet().stream()
        .filter(key -> !OF_CDK.matcher(key).matches() && SettingKey.named(key).isEmpty())
        .sorted()
        .forEach(
            key ->
                problems.add(
                    "%s: \"%s\" %s"
                        .formatted(
                            key,
                            sources.overrides().get(key),
                            UnknownKeys.problem(key, "is not a context key"))));
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

  /** One text for all kinds of values; the items of a list are separated by commas. */
  static String text(Object value) {
    return switch (value) {
      case null -> throw new IllegalArgumentException("is empty or has an empty item");
      case String text -> required(text);
      case List<?> list ->
          required(list.stream().map(SettingValues::text).collect(Collectors.joining(",")));
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

  static Set<String> items(String list) {
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
