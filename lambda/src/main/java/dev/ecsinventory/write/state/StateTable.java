package dev.ecsinventory.write.state;

import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.store.MissingDestinationException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where the current state of the fleet is kept, and how each resource came to it. Writes are
 * proportional to what changed, and writing the same snapshot twice is writing it once.
 */
public interface StateTable {
  /** Keeps nothing: for a snapshot that is written to files only. */
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
   * @param deadline after which a write that the table rejects for now is not tried again
   * @throws MissingDestinationException when there is no such table
   */
  Session begin(SnapshotId snapshot, Deadline deadline);

  /**
   * The newest committed snapshot, of those that no event narrowed, whose time is not before {@code
   * from} and before {@code before}.
   */
  Optional<PastSnapshot> newestWhole(Instant from, Instant before);

  /**
   * Withdraws a snapshot: it is no longer the newest one of anything, and the next snapshot may
   * overwrite what it wrote, also an older one. Withdrawing it again changes nothing.
   *
   * @param at when it is withdrawn
   */
  default void withdraw(SnapshotId snapshot, Instant at, String reason) {}

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
     * Compares a target's rows with what is known; nothing is written yet.
     *
     * @param rows those of violations and task definitions have no items
     * @param read when the target was read
     */
    Compared compare(TargetRows rows, Coverage coverage, ReadSpan read);

    /**
     * Marks clusters that are no longer among all those that were listed, but for those in which a
     * snapshot observed something since.
     *
     * @param listedAt when the listing began, also when an earlier run made it
     */
    void writeListing(AccountRegion accountRegion, List<String> clusterArns, Instant listedAt);

    /**
     * The newer snapshot because of which this one writes nothing: one that is committed and of at
     * least the same scope; this one itself when it was withdrawn.
     */
    Optional<SnapshotId> supersededBy();

    /** Writes the snapshot's own item. */
    void writeSummary(Row summary);

    /**
     * Whether this snapshot, and none since of the same time, gave the task set that compliance
     * status.
     */
    boolean recorded(ServiceIdentity service, String taskSetArn, ComplianceStatus status);

    /**
     * Keeps that these places were read whole by a committed snapshot, so that a task set that is
     * seen for the first time in one of them is new.
     */
    void putBaselineRegions(Collection<AccountRegion> places);
  }

  /** A target's rows beside what was known of them. */
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

    /** Writes what changed, and marks what the coverage proves to be gone. */
    void write();
  }
}
