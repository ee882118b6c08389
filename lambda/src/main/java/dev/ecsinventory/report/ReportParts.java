package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.store.ObjectStore;
import java.util.Optional;

/** The targets' parts of a snapshot's report, stored next to the checkpoints. */
public final class ReportParts {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;

  public ReportParts(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  /**
   * Stores a target's part; the key contains the content's hash.
   *
   * @param rows the target's rows, evaluated
   * @return the key
   */
  public String put(String target, TargetRows rows) {
    byte[] content = TargetSummary.of(rows).bytes();
    String key = keys.reportPart(snapshot, target, Sha256.of(content));
    store.putIfAbsent(key, content, TargetSummary.CONTENT_TYPE);
    return key;
  }

  Optional<TargetSummary> read(String key) {
    return store.get(key).map(TargetSummary::parse);
  }
}
