package dev.ecsinventory.policy;

import dev.ecsinventory.policy.document.TagRule;
import dev.ecsinventory.policy.text.Spelling;
import dev.ecsinventory.policy.text.TagText;
import dev.ecsinventory.schema.Struct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The checks for a task set, indexed by key: the cost is one look-up per tag and one check per
 * required tag, regardless of the number of rules.
 */
final class TagChecks {
  private final List<TagCheck> checks;

  /** The index by compliant spelling; {@link #byLowerCase} requires an additional conversion. */
  private final Map<String, Integer> byKey = new HashMap<>();

  private final Map<String, Integer> byLowerCase = new HashMap<>();

  /** The indexes of the checks of required tags. */
  private final int[] required;

  TagChecks(List<TagRule> rules) {
    checks =
        rules.stream()
            .collect(Collectors.groupingBy(TagRule::key, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(TagCheck::new)
            .toList();
    for (int index = 0; index < checks.size(); index++) {
      byKey.put(checks.get(index).key(), index);
      byLowerCase.put(checks.get(index).key().toLowerCase(Locale.ROOT), index);
    }
    required =
        IntStream.range(0, checks.size()).filter(index -> checks.get(index).required()).toArray();
  }

  boolean isEmpty() {
    return checks.isEmpty();
  }

  /** The violations, in the order of {@link Finding#ORDER}; most task sets have none. */
  List<Finding> findings(List<Struct> tags) {
    Seen[] seen = new Seen[checks.size()];
    List<Finding> findings = new ArrayList<>(0);
    boolean otherCases = false;
    for (Struct tag : tags) {
      String key = Tags.key(tag);
      Integer index = byKey.get(key);
      if (index != null) {
        seen[index] = Seen.AS_SPELLED;
        addValue(checks.get(index), tag, findings);
      } else {
        index = byLowerCase.get(key.toLowerCase(Locale.ROOT));
        if (index != null) {
          otherCases = true;
          seen[index] = seen[index] == null ? Seen.IN_OTHER_CASE : seen[index];
        }
      }
    }
    if (otherCases) {
      addOtherCases(tags, seen, findings);
    }
    addMissing(tags, seen, findings);
    if (findings.size() > 1) {
      findings.sort(Finding.ORDER);
    }
    return findings;
  }

  private enum Seen {
    AS_SPELLED,
    IN_OTHER_CASE
  }

  private static void addValue(TagCheck check, Struct tag, List<Finding> findings) {
    String value = Tags.value(tag);
    if (check.forbidden()) {
      findings.add(new Finding(ViolationKind.TAG_NOT_ALLOWED, check, Tags.key(tag), value));
    } else if (!check.accepts(value)) {
      findings.add(new Finding(ViolationKind.VALUE_NOT_ALLOWED, check, Tags.key(tag), value));
    }
  }

  /** A separate pass, because the effect of a tag in another case can depend on a later tag. */
  private void addOtherCases(List<Struct> tags, Seen[] seen, List<Finding> findings) {
    for (Struct tag : tags) {
      String key = Tags.key(tag);
      Integer index = byLowerCase.get(key.toLowerCase(Locale.ROOT));
      if (index == null || byKey.containsKey(key)) {
        continue;
      }
      TagCheck check = checks.get(index);
      if (check.rejectsOtherCases() || seen[index] == Seen.IN_OTHER_CASE) {
        if (!check.forbidden()) {
          String value = Tags.value(tag);
          findings.add(new Finding(ViolationKind.WRONG_KEY_CASE, check, key, value));
        }
        addValue(check, tag, findings);
      }
    }
  }

  private void addMissing(List<Struct> tags, Seen[] seen, List<Finding> findings) {
    for (int index : required) {
      if (seen[index] == null) {
        findings.add(missing(checks.get(index), tags));
      }
    }
  }

  /** A missing tag; a tag without a rule whose key is similar was probably intended. */
  private Finding missing(TagCheck check, List<Struct> tags) {
    Map<String, String> free = new TreeMap<>();
    for (Struct tag : tags) {
      String key = Tags.key(tag);
      if (!byKey.containsKey(key)
          && !byLowerCase.containsKey(key.toLowerCase(Locale.ROOT))
          && !TagText.isReserved(key)) {
        free.put(key, Tags.value(tag));
      }
    }
    return Spelling.nearest(check.key(), free.keySet())
        .map(key -> new Finding(ViolationKind.MISSING_TAG, check, key, free.get(key)))
        .orElseGet(() -> new Finding(ViolationKind.MISSING_TAG, check, null, null));
  }
}
