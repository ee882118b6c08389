package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.schema.Row;
import java.util.List;
import java.util.Optional;

/**
 * The result of a run that ended with a committed snapshot.
 *
 * @param summary the snapshot's row of {@code snapshots}
 * @param alreadyCommitted whether an earlier run committed the snapshot
 * @param withdrawn the withdrawal of the snapshot, because of which readers ignore it
 * @param supersededBy the newer snapshot in the table, because of which this run wrote nothing to
 *     it
 * @param settingsDiffer the differences of the current settings from the snapshot's specification,
 *     one sentence each
 * @param policyNotices why the compliance statuses prove nothing, one sentence each
 * @param notRead the snapshot's read failures
 */
public record SnapshotResult(
    Row summary,
    boolean alreadyCommitted,
    Optional<Withdrawal> withdrawn,
    Optional<String> supersededBy,
    List<String> settingsDiffer,
    List<String> policyNotices,
    List<ReadFailure> notRead) {
  public SnapshotResult {
    requireNonNull(summary, "summary is null");
    requireNonNull(withdrawn, "withdrawn is null");
    requireNonNull(supersededBy, "supersededBy is null");
    settingsDiffer = List.copyOf(settingsDiffer);
    policyNotices = List.copyOf(policyNotices);
    notRead = List.copyOf(notRead);
  }
}
