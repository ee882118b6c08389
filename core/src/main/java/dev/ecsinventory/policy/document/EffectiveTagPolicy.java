package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tag policy that is in force for an account, all inheritance done.
 *
 * @param tags by policy key in lower case
 */
record EffectiveTagPolicy(SortedMap<String, Tag> tags) {
  EffectiveTagPolicy {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /**
   * @param key the tag's key in the only case that complies
   * @param values accepted values; one of {@code *} accepts any, none at all accepts no tag
   * @param enforcedFor resource types on which AWS prevents tags that do not comply; it asks for no
   *     tag and so never decides a compliance status
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
