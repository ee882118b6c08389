package dev.ecsinventory.pipeline;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.time.Instant;
import java.util.Optional;

/** A table that passes everything to another one; subclasses change a part of it. */
class StateTableOf implements StateTable {
  private final StateTable table;

  StateTableOf(StateTable table) {
    this.table = table;
  }

  @Override
  public Session begin(SnapshotId snapshot, Deadline deadline) {
    return table.begin(snapshot, deadline);
  }

  @Override
  public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
    return table.newestWhole(from, before);
  }

  @Override
  public void acquireLease(SnapshotId snapshot, Instant now) {
    table.acquireLease(snapshot, now);
  }

  @Override
  public void releaseLease(SnapshotId snapshot) {
    table.releaseLease(snapshot);
  }
}
