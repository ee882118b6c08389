package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a snapshot of everything that is read.
 *
 * @param compliance empty for a snapshot from before compliance statuses were counted
 */
public record PastSnapshot(
    Instant time, SnapshotStatus status, Optional<ComplianceCounts> compliance) {
  public PastSnapshot {
    requireNonNull(time, "time is null");
    requireNonNull(status, "status is null");
    requireNonNull(compliance, "compliance is null");
  }

  /** What a row of {@code snapshots} says. */
  public static PastSnapshot of(Row summary) {
    Optional<ComplianceCounts> compliance =
        Optional.ofNullable(summary.get(Snapshots.COMPLIANT_COUNT))
            .map(
                compliant ->
                    new ComplianceCounts(
                        compliant,
                        summary.get(Snapshots.NON_COMPLIANT_COUNT),
                        summary.get(Snapshots.UNKNOWN_COUNT),
                        summary.get(Snapshots.NOT_EVALUATED_COUNT)));
    return new PastSnapshot(
        summary.get(Snapshots.DATASET.snapshotTime()),
        SnapshotStatus.valueOf(summary.get(Snapshots.STATUS)),
        compliance);
  }
}
