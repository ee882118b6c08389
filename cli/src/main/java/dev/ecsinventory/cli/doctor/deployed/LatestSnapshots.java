package dev.ecsinventory.cli.doctor.deployed;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The newest snapshots of a bucket, and the day of the oldest one.
 *
 * @param newest the newest committed snapshot, withdrawn or not
 * @param withdrawal why {@code newest} is withdrawn
 * @param firstDay the day of the oldest committed snapshot
 * @param inUse the newest snapshot that is full and not withdrawn, among the newest ones
 */
public record LatestSnapshots(
    SnapshotId newest,
    Optional<Withdrawal> withdrawal,
    LocalDate firstDay,
    Optional<UsedSnapshot> inUse) {
  /** Enough to find a full snapshot among scoped and withdrawn ones. */
  private static final int MAX_SNAPSHOTS = 50;

  public LatestSnapshots {
    requireNonNull(newest, "newest is null");
    requireNonNull(withdrawal, "withdrawal is null");
    requireNonNull(firstDay, "firstDay is null");
    requireNonNull(inUse, "inUse is null");
  }

  /** A snapshot that readers use. */
  public record UsedSnapshot(SnapshotId id, Manifest manifest) {
    public UsedSnapshot {
      requireNonNull(id, "id is null");
      requireNonNull(manifest, "manifest is null");
    }
  }

  /** Reads them; empty if no snapshot is committed. */
  static Optional<LatestSnapshots> read(ObjectStore store, ObjectKeys keys) {
    CommittedSnapshots committed = new CommittedSnapshots(store, keys);
    Withdrawals withdrawals = new Withdrawals(store, keys);
    List<SnapshotId> ids = committed.newestFirst().limit(MAX_SNAPSHOTS).toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    Optional<UsedSnapshot> inUse =
        ids.stream()
            .filter(id -> id.scopeHash().isEmpty() && !withdrawals.contains(id))
            .findFirst()
            .flatMap(id -> committed.manifest(id).map(one -> new UsedSnapshot(id, one)));
    SnapshotId newest = ids.getFirst();
    LocalDate firstDay = committed.days().getFirst();
    return Optional.of(new LatestSnapshots(newest, withdrawals.of(newest), firstDay, inUse));
  }
}
