package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tag policy in force for an account, after inheritance.
 *
 * @param tags by policy key in lower case
 */
record EffectiveTagPolicy(SortedMap<String, Tag> tags) {
  EffectiveTagPolicy {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /**
   * @param key the tag's key in the only compliant spelling
   * @param values accepted values; {@code *} accepts any value, an empty set accepts no tag
   * @param enforcedFor resource types on which AWS prevents noncompliant tags; it requires no tag
   *     and therefore does not affect the compliance status
   * @param requiredFor resource types that must have the tag
   */
  record Tag(
      String key,
      SortedSet<String> values,
      SortedSet<String> enforcedFor,
      SortedSet<String> requiredFor) {
    static final String ANY_VALUE = "*";

    Tag {
      requireNonNull(key, "key is null");
      values =
          values.contains(ANY_VALUE) ? new TreeSet<>(List.of(ANY_VALUE)) : new TreeSet<>(values);
      values = Collections.unmodifiableSortedSet(values);
      enforcedFor = Collections.unmodifiableSortedSet(new TreeSet<>(enforcedFor));
      requiredFor = Collections.unmodifiableSortedSet(new TreeSet<>(requiredFor));
    }
  }

  List<TagRule> rules() {
    return tags.values().stream()
        .map(
            tag ->
                new TagRule(
                    tag.key(),
                    ResourceTypes.includeTaskSets(tag.requiredFor()),
                    true,
                    AcceptedValues.of(tag.values())))
        .toList();
  }
}
