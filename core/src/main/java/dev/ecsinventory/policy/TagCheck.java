package dev.ecsinventory.policy;

import dev.ecsinventory.policy.document.AcceptedValues;
import dev.ecsinventory.policy.document.TagRule;
import dev.ecsinventory.schema.Struct;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The combined requirements of a task set's rules on one tag: a missing tag is one violation,
 * regardless of the number of rules that require it. Results that do not depend on the task set are
 * computed once.
 */
final class TagCheck {
  /** The maximum number of distinct values whose suggestions are cached. */
  private static final int MAX_REMEMBERED = 100;

  private final List<TagRule> rules;
  private final String key;
  private final boolean required;
  private final boolean rejectsOtherCases;

  /** A value must be accepted by all of these; an empty list accepts any value. */
  private final List<AcceptedValues> values;

  private final boolean forbidden;
  private final Optional<String> onlyValue;
  private final Map<ViolationKind, String> expected;

  /** Suggestions by value, because a fleet repeats the same mistakes. */
  private final Map<String, Optional<String>> meant = new ConcurrentHashMap<>();

  /** The rules for one key. */
  TagCheck(List<TagRule> rules) {
    this.rules = List.copyOf(rules);
    key = rules.getFirst().key();
    required = rules.stream().anyMatch(TagRule::required);
    rejectsOtherCases = rules.stream().anyMatch(TagRule::rejectsOtherCases);
    values =
        rules.stream().map(TagRule::values).filter(accepted -> !accepted.any()).distinct().toList();
    forbidden = values.stream().anyMatch(AcceptedValues::none);
    onlyValue = onlyValue(values);
    expected = expected(key, described(values));
  }

  /** The tag's key, in the compliant spelling. */
  String key() {
    return key;
  }

  /** Whether one of the rules requires the tag. */
  boolean required() {
    return required;
  }

  /** Whether one of the rules rejects a key that differs only in case. */
  boolean rejectsOtherCases() {
    return rejectsOtherCases;
  }

  /** Whether every rule that requires the tag accepts it on the service instead. */
  boolean acceptsServiceTag() {
    return rules.stream().filter(TagRule::required).allMatch(TagRule::acceptsServiceTag);
  }

  /** The findings of these rules alone among {@code tags}. */
  List<Finding> findings(List<Struct> tags) {
    return new TagChecks(rules).findings(tags);
  }

  /** Whether one of the rules accepts no value. */
  boolean forbidden() {
    return forbidden;
  }

  boolean accepts(String value) {
    return accepts(values, value);
  }

  /** The only accepted value, if there is exactly one. */
  Optional<String> onlyValue() {
    return onlyValue;
  }

  String expected(ViolationKind kind) {
    return expected.get(kind);
  }

  /** The accepted value that was probably intended with {@code value}. */
  Optional<String> nearest(String value) {
    Optional<String> known = meant.get(value);
    if (known == null) {
      known =
          values.stream()
              .flatMap(accepted -> accepted.nearest(value).stream())
              .filter(this::accepts)
              .sorted()
              .findFirst();
      if (meant.size() < MAX_REMEMBERED) {
        meant.put(value, known);
      }
    }
    return known;
  }

  private static boolean accepts(List<AcceptedValues> values, String value) {
    for (AcceptedValues accepted : values) {
      if (!accepted.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> onlyValue(List<AcceptedValues> values) {
    List<String> possible =
        values.stream()
            .filter(accepted -> accepted.patterns().isEmpty())
            .flatMap(accepted -> accepted.literals().stream())
            .filter(value -> accepts(values, value))
            .distinct()
            .toList();
    return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
  }

  private static String described(List<AcceptedValues> values) {
    return values.isEmpty()
        ? AcceptedValues.ANY.described()
        : values.stream()
            .map(AcceptedValues::described)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining("; and "));
  }

  private static Map<ViolationKind, String> expected(String key, String acceptedValues) {
    Map<ViolationKind, String> expected = new EnumMap<>(ViolationKind.class);
    for (ViolationKind kind : ViolationKind.values()) {
      expected.put(kind, expected(kind, key, acceptedValues));
    }
    return expected;
  }

  private static String expected(ViolationKind kind, String key, String acceptedValues) {
    return switch (kind) {
      case MISSING_TAG -> "a tag \"" + key + "\" with " + acceptedValues;
      case VALUE_NOT_ALLOWED -> acceptedValues;
      case TAG_NOT_ALLOWED -> "no tag \"" + key + "\", in any case";
      case WRONG_KEY_CASE -> "the key spelled \"" + key + "\"";
    };
  }
}
