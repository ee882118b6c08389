package dev.ecsinventory.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that the rules of a task set ask of one tag, together: a missing tag is missing once,
 * however many rules ask for it.
 *
 * @param key the tag's key, in the case that complies
 * @param required whether one of the rules asks for the tag
 * @param refusesOtherCases whether one of the rules refuses a key that differs only in case
 * @param values what a value must be accepted by, all of them; none accepts any value
 * @param acceptedValues those in words
 */
record TagCheck(
    String key,
    boolean required,
    boolean refusesOtherCases,
    List<AcceptedValues> values,
    String acceptedValues) {

  /** The rules for one key. */
  static TagCheck of(List<TagRule> rules) {
    List<AcceptedValues> values =
        rules.stream().map(TagRule::values).filter(accepted -> !accepted.any()).distinct().toList();
    return new TagCheck(
        rules.getFirst().key(),
        rules.stream().anyMatch(TagRule::required),
        rules.stream().anyMatch(TagRule::refusesOtherCases),
        values,
        values.isEmpty()
            ? AcceptedValues.ANY.described()
            : values.stream()
                .map(AcceptedValues::described)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining("; and ")));
  }

  boolean forbidden() {
    for (AcceptedValues accepted : values) {
      if (accepted.none()) {
        return true;
      }
    }
    return false;
  }

  boolean accepts(String value) {
    for (AcceptedValues accepted : values) {
      if (!accepted.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  /** The accepted value that {@code value} was probably meant to be. */
  Optional<String> nearest(String value) {
    return values.stream()
        .flatMap(accepted -> accepted.nearest(value).stream())
        .filter(this::accepts)
        .sorted()
        .findFirst();
  }

  /** The value that the tag must have, when there is only one. */
  Optional<String> onlyValue() {
    List<String> possible =
        values.stream()
            .filter(accepted -> accepted.patterns().isEmpty())
            .flatMap(accepted -> accepted.literals().stream())
            .filter(this::accepts)
            .distinct()
            .toList();
    return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
  }

  String expected(ViolationKind kind) {
    return switch (Objects.requireNonNull(kind, "kind is null")) {
      case MISSING_TAG -> "a tag \"" + key + "\" with " + acceptedValues;
      case VALUE_NOT_ALLOWED -> acceptedValues;
      case TAG_NOT_ALLOWED -> "no tag \"" + key + "\", in any case";
      case WRONG_KEY_CASE -> "the key spelled \"" + key + "\"";
    };
  }
}
