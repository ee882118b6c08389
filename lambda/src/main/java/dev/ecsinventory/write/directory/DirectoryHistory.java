package dev.ecsinventory.write.directory;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the table for snapshots in a directory: it stores no state, and its history is the
 * directory's manifests, without withdrawn snapshots.
 */
public final class DirectoryHistory implements StateTable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryHistory.class);

  private final CommittedSnapshots snapshots;
  private final Withdrawals withdrawals;

  public DirectoryHistory(Path directory, ObjectKeys keys) {
    this(new DirectoryObjectStore(requireNonNull(directory, "directory is null")), keys);
  }

  /** The history of a bucket without a table. */
  public DirectoryHistory(ObjectStore store, ObjectKeys keys) {
    this.snapshots = new CommittedSnapshots(store, keys);
    this.withdrawals = new Withdrawals(store, keys);
  }

  @Override
  public Session begin(SnapshotId snapshot, Deadline deadline) {
    return Session.NONE;
  }

  @Override
  public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
    Instant first = from.truncatedTo(ChronoUnit.SECONDS);
    Instant end = before.truncatedTo(ChronoUnit.SECONDS);
    return snapshots
        .newestFirst(LocalDate.ofInstant(first, ZoneOffset.UTC))
        .filter(snapshot -> snapshot.scopeHash().isEmpty())
        .filter(snapshot -> snapshot.time().isBefore(end) && !snapshot.time().isBefore(first))
        .filter(snapshot -> !withdrawals.contains(snapshot))
        .flatMap(snapshot -> past(snapshot).stream())
        .findFirst();
  }

  /** Empty for a snapshot whose manifest cannot be read. */
  private Optional<PastSnapshot> past(SnapshotId snapshot) {
    try {
      return snapshots.manifest(snapshot).map(manifest -> PastSnapshot.of(manifest.summary()));
    } catch (UnreadableManifestException malformed) {
      LOG.warn("the trend omits snapshot {}: {}", snapshot, malformed.getMessage());
      return Optional.empty();
    }
  }
}
