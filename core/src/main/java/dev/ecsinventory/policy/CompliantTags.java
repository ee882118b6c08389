package dev.ecsinventory.policy;

import dev.ecsinventory.policy.text.TagText;
import dev.ecsinventory.schema.Struct;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags with which a task set would comply: keys are respelled, values are corrected where the
 * correction is unambiguous, and missing tags are taken from the lineage. An unknown value is the
 * placeholder {@code <value of KEY>}.
 */
final class CompliantTags {
  private final SortedMap<String, String> tags = new TreeMap<>();
  private final Lineage lineage;

  private CompliantTags(Lineage lineage) {
    this.lineage = lineage;
  }

  static SortedMap<String, String> of(
      List<Struct> actual, List<Finding> findings, Lineage lineage) {
    CompliantTags compliant = new CompliantTags(lineage);
    for (Struct tag : actual) {
      if (!TagText.isReserved(Tags.key(tag))) {
        compliant.tags.put(Tags.key(tag), Tags.value(tag));
      }
    }
    // In the order of the kinds, so that a value under a respelled key is corrected too.
    findings.stream()
        .sorted((one, other) -> one.kind().compareTo(other.kind()))
        .forEach(compliant::correct);
    return compliant.tags;
  }

  private void correct(Finding finding) {
    TagCheck check = finding.check();
    switch (finding.kind()) {
      case MISSING_TAG -> {
        if (finding.actualKey() != null) {
          tags.remove(finding.actualKey());
        }
        tags.put(check.key(), value(check, finding.actualValue()));
      }
      case VALUE_NOT_ALLOWED ->
          tags.computeIfPresent(finding.actualKey(), (key, value) -> value(check, value));
      case TAG_NOT_ALLOWED -> tags.remove(finding.actualKey());
      case WRONG_KEY_CASE -> {
        String value = tags.remove(finding.actualKey());
        tags.putIfAbsent(check.key(), value(check, value));
      }
    }
  }

  /**
   * The value that was found, if it is accepted or similar to an accepted one; else the lineage's
   * value, or the only accepted one.
   */
  private String value(TagCheck check, String found) {
    if (found != null && check.accepts(found)) {
      return found;
    }
    return (found == null
            ? lineage.value(check.key()).filter(check::accepts)
            : check.nearest(found))
        .or(() -> lineage.value(check.key()).filter(check::accepts))
        .or(check::onlyValue)
        .orElse("<value of " + check.key() + ">");
  }
}
