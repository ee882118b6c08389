package dev.ecsinventory.verify;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Reads the current items of a table's task sets, without deleted ones, for a check. */
public interface CurrentItems {
  /** The snapshots that have a summary in the table, which does not mark them as withdrawn. */
  Set<SnapshotId> summaries();

  /** ARNs of all clusters that have a current item of a task set. */
  Set<String> clusters();

  /** The current items of a cluster's task sets. */
  Collection<CurrentItem> ofCluster(String clusterArn);

  /** The snapshot that found the task set deleted; empty when no item is marked deleted. */
  Optional<SnapshotId> deletedBy(ServiceIdentity service, String taskSetArn);

  /** A current item. */
  interface CurrentItem {
    ServiceIdentity service();

    String taskSetArn();

    /** The snapshot that wrote it last. */
    SnapshotId snapshot();

    /** The time of the snapshot that wrote it last. */
    default Instant snapshotTime() {
      return snapshot().time();
    }

    /** When the values were read; empty in items that version 0.1.0 wrote. */
    Optional<Instant> observedAt();

    /**
     * Whether it has the values of a row of {@code task_sets}, regardless of the snapshot that
     * wrote them.
     */
    boolean has(Row row);
  }
}
