package dev.ecsinventory.policy.document;

import dev.ecsinventory.policy.text.LocatedValue;
import dev.ecsinventory.policy.text.TagText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parameters of AWS Config's rule {@code required-tags}. Keys and values are case-sensitive; an
 * additional key that differs only in case is no violation.
 *
 * @param tags values by tag key; an empty set accepts any value
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/required-tags.html">
 *     required-tags</a>
 */
record RequiredTags(SortedMap<String, SortedSet<String>> tags) {
  /** The number of the rule's pairs of parameters. */
  static final int MAX_TAGS = 6;

  RequiredTags {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  static List<String> parameters() {
    return IntStream.rangeClosed(1, MAX_TAGS)
        .boxed()
        .flatMap(number -> Stream.of(keyParameter(number), valueParameter(number)))
        .toList();
  }

  static String keyParameter(int number) {
    return "tag" + number + "Key";
  }

  static String valueParameter(int number) {
    return "tag" + number + "Value";
  }

  /** Whether an object with these keys contains parameters of the rule. */
  static boolean isMeantBy(Collection<String> keys) {
    return keys.stream().anyMatch(key -> key.matches("(?i)tag[0-9]+_?(key|value)"));
  }

  static RequiredTags read(LocatedValue location) {
    Map<String, LocatedValue> fields =
        location.fields("the parameters of AWS Config's required-tags", parameters());
    SortedMap<String, SortedSet<String>> tags = new TreeMap<>();
    Map<String, String> seen = new HashMap<>();
    for (int number = 1; number <= MAX_TAGS; number++) {
      LocatedValue key = fields.get(keyParameter(number));
      LocatedValue value = fields.get(valueParameter(number));
      if (key != null) {
        Optional<String> text = key(key, seen, keyParameter(number));
        SortedSet<String> values = value == null ? Collections.emptySortedSet() : values(value);
        text.ifPresent(name -> tags.put(name, values));
      } else if (value != null) {
        value.problem("requires " + keyParameter(number) + ", whose values it lists");
      }
    }
    if (location.isObject() && seen.isEmpty()) {
      location.problem("has no tag; accepted is at least " + keyParameter(1));
    }
    return new RequiredTags(tags);
  }

  private static Optional<String> key(
      LocatedValue location, Map<String, String> seen, String parameter) {
    Optional<String> text = location.text("a tag key");
    text.flatMap(TagText::keyProblem).ifPresent(location::problem);
    String before = seen.put(text.orElse(parameter).toLowerCase(Locale.ROOT), parameter);
    if (before != null) {
      location.problem("names the same tag as " + before + "; accepted is each tag once");
      return Optional.empty();
    }
    return text;
  }

  /** Values separated by commas, without surrounding spaces. */
  private static SortedSet<String> values(LocatedValue location) {
    String accepted = "values separated by commas; leave it out to accept any value";
    SortedSet<String> values = new TreeSet<>();
    location
        .words(accepted)
        .ifPresent(
            text -> {
              for (String value : text.split(",", -1)) {
                if (value.isBlank()) {
                  location.problem("has an empty value between commas; accepted is " + accepted);
                } else {
                  values.add(value.strip());
                }
              }
            });
    return values;
  }

  List<TagRule> rules() {
    List<TagRule> rules = new ArrayList<>();
    tags.forEach(
        (key, values) ->
            rules.add(
                new TagRule(
                    key,
                    true,
                    false,
                    values.isEmpty() ? AcceptedValues.ANY : AcceptedValues.literally(values))));
    return rules;
  }
}
