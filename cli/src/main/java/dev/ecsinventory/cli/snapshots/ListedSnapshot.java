package dev.ecsinventory.cli.snapshots;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import java.util.Optional;

/**
 * A committed snapshot in a list.
 *
 * @param summary its row of {@code snapshots}; empty when its manifest cannot be parsed
 */
public record ListedSnapshot(
    SnapshotId id, Optional<Row> summary, Optional<Withdrawal> withdrawal) {
  public ListedSnapshot {
    requireNonNull(id, "id is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(withdrawal, "withdrawal is null");
  }

  /** Reads the snapshot's manifest and its withdrawal. */
  public static ListedSnapshot read(SnapshotLocation location, SnapshotId id) {
    Optional<byte[]> manifest = location.store().get(location.keys().manifest(id));
    return new ListedSnapshot(
        id, manifest.flatMap(ListedSnapshot::summary), location.withdrawals().of(id));
  }

  private static Optional<Row> summary(byte[] manifest) {
    try {
      return Optional.of(Manifest.parse(manifest).summary());
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }
}
