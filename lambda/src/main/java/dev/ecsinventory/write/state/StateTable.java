package dev.ecsinventory.write.state;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.store.MissingDestinationException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Stores the current state of the fleet, and the versions of each resource. The number of writes is
 * proportional to the number of changes, and writing a snapshot is idempotent.
 */
public interface StateTable {
  /** Stores nothing, for a snapshot that is written to files only. */
  StateTable NONE =
      new StateTable() {
        @Override
        public Session begin(SnapshotId snapshot, Deadline deadline) {
          return Session.NONE;
        }

        @Override
        public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
          return Optional.empty();
        }
      };

  /**
   * Begins writing {@code snapshot}.
   *
   * @param deadline after which a write that fails temporarily is not repeated
   * @throws MissingDestinationException when there is no such table
   */
  Session begin(SnapshotId snapshot, Deadline deadline);

  /**
   * The newest committed full snapshot whose time is in the interval from {@code from}, inclusive,
   * to {@code before}, exclusive.
   */
  Optional<PastSnapshot> newestWhole(Instant from, Instant before);

  /**
   * Withdraws a snapshot: it supersedes no other snapshot any more, and the next snapshot, even an
   * older one, may overwrite the items that it wrote. A repeated withdrawal changes nothing.
   *
   * @param at time of the withdrawal
   */
  default void withdraw(SnapshotId snapshot, Instant at, String reason) {}

  /**
   * Acquires the lease that one snapshot at a time has, or renews it. It expires after some
   * minutes.
   *
   * @throws SnapshotInProgressException when another snapshot has it
   */
  default void acquireLease(SnapshotId snapshot, Instant now) {}

  /** Releases the lease if {@code snapshot} has it. */
  default void releaseLease(SnapshotId snapshot) {}

  /** The writes of one snapshot. */
  interface Session {
    Session NONE =
        new Session() {
          @Override
          public Optional<SnapshotId> supersededBy() {
            return Optional.empty();
          }

          @Override
          public Compared compare(TargetRows rows, Coverage coverage, ReadSpan read) {
            return Compared.NONE;
          }

          @Override
          public void writeListing(
              AccountRegion accountRegion, List<String> clusterArns, Instant listedAt) {}

          @Override
          public void writeSummary(Row summary) {}

          @Override
          public boolean recorded(
              ServiceIdentity service, String taskSetArn, ComplianceStatus status) {
            return false;
          }

          @Override
          public void putBaselineRegions(Collection<AccountRegion> places) {}
        };

    /**
     * Compares a target's rows with the table; writes nothing.
     *
     * @param rows those of violations and task definitions have no items
     * @param read the interval of the read
     */
    Compared compare(TargetRows rows, Coverage coverage, ReadSpan read);

    /**
     * Marks clusters as deleted that a complete listing does not contain, except those in which a
     * snapshot observed a resource since.
     *
     * @param listedAt start of the listing, even if an earlier run made it
     */
    void writeListing(AccountRegion accountRegion, List<String> clusterArns, Instant listedAt);

    /**
     * The snapshot because of which this one writes nothing: a newer committed one of at least the
     * same scope, or this one itself if it is withdrawn.
     */
    Optional<SnapshotId> supersededBy();

    /** Writes the snapshot's own item. */
    void writeSummary(Row summary);

    /**
     * Whether this snapshot, and no later one of the same time, wrote this compliance status of the
     * task set.
     */
    boolean recorded(ServiceIdentity service, String taskSetArn, ComplianceStatus status);

    /**
     * Records that a committed snapshot has read these accounts and Regions completely, so that an
     * unknown task set in one of them is new.
     */
    void putBaselineRegions(Collection<AccountRegion> places);
  }

  /** A target's rows, compared with the table. */
  interface Compared {
    Compared NONE =
        new Compared() {
          @Override
          public List<ComplianceChange> complianceChanges() {
            return List.of();
          }

          @Override
          public void write() {}
        };

    /** The task sets that became or stopped being compliant. */
    List<ComplianceChange> complianceChanges();

    /** Writes changed resources, and marks those as deleted whose absence the coverage proves. */
    void write();
  }
}
