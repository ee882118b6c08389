package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.ObjectStore;
import java.util.Collection;
import java.util.Optional;

/** The notes that a snapshot's targets leave for its report, one each, beside the other notes. */
public final class ReportNotes {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;

  public ReportNotes(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  /**
   * Keeps what the report needs of a target, in place of what an earlier run may have kept.
   *
   * @param rows the target's, judged
   */
  public void keep(String target, Collection<Row> rows) {
    store.put(
        keys.reportNote(snapshot, target), TargetNote.of(rows).bytes(), TargetNote.CONTENT_TYPE);
  }

  Optional<TargetNote> read(String target) {
    return store.get(keys.reportNote(snapshot, target)).map(TargetNote::parse);
  }
}
