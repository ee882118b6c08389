package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.NotEvaluatedReason;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of task sets.
 *
 * @param waivedOnly compliant task sets that are so only because what they violate is waived
 * @param awsNonCompliant non-compliant task sets that AWS's own report would show as such
 * @param reasons why task sets were not evaluated, with their number; absent in checkpoints of
 *     earlier versions
 */
public record ComplianceTally(
    ComplianceCounts taskSets,
    int waivedOnly,
    int awsNonCompliant,
    SortedMap<NotEvaluatedReason, Integer> reasons) {
  public static final ComplianceTally NONE = new ComplianceTally(ComplianceCounts.NONE, 0, 0);

  public ComplianceTally {
    requireNonNull(taskSets, "taskSets is null");
    reasons =
        reasons == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  ComplianceTally(ComplianceCounts taskSets, int waivedOnly, int awsNonCompliant) {
    this(taskSets, waivedOnly, awsNonCompliant, Collections.emptySortedMap());
  }

  public ComplianceTally plus(ComplianceTally other) {
    SortedMap<NotEvaluatedReason, Integer> both = new TreeMap<>(reasons);
    other.reasons.forEach((reason, count) -> both.merge(reason, count, Integer::sum));
    return new ComplianceTally(
        taskSets.plus(other.taskSets),
        waivedOnly + other.waivedOnly,
        awsNonCompliant + other.awsNonCompliant,
        both);
  }
}
