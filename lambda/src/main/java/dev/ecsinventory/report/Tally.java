package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceCounts;

/**
 * What some task sets come to.
 *
 * @param waivedOnly compliant task sets that are so only because what they violate is waived
 * @param awsNonCompliant non-compliant task sets that AWS's own report would show as such
 */
public record Tally(ComplianceCounts taskSets, int waivedOnly, int awsNonCompliant) {
  public static final Tally NONE = new Tally(ComplianceCounts.NONE, 0, 0);

  public Tally {
    requireNonNull(taskSets, "taskSets is null");
  }

  public Tally plus(Tally other) {
    return new Tally(
        taskSets.plus(other.taskSets),
        waivedOnly + other.waivedOnly,
        awsNonCompliant + other.awsNonCompliant);
  }
}
