package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.write.dynamodb.MemoryDynamoDb;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import dev.ecsinventory.write.state.SnapshotInProgressException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One snapshot is in progress at a time. */
class SnapshotInProgressTest {
  private static final SnapshotId OTHER =
      SnapshotId.at(Instant.parse("2026-01-15T05:00:00Z"), Optional.empty());

  @TempDir Path directory;

  private final MemoryDynamoDb dynamoDb = new MemoryDynamoDb();
  private final DynamoDbStateTable table =
      new DynamoDbStateTable(dynamoDb, MemoryDynamoDb.TABLE, Duration.ofDays(30));
  private final MemoryObjectStore store = new MemoryObjectStore();
  private Exporter exporter;

  @BeforeEach
  void start() {
    exporter = Exporter.of(TwoAccounts.FLEET, directory).table(table).store(store);
  }

  @AfterEach
  void stop() {
    exporter.close();
  }

  @Test
  void aRunWaitsForAnotherSnapshot() {
    table.acquireLease(OTHER, Exporter.NOW);
    exporter.simulator().calls().reset();
    assertThrows(SnapshotInProgressException.class, exporter::run);
    assertEquals(0, exporter.simulator().calls().of("ListClusters"));
    table.releaseLease(OTHER);
    assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
    assertFalse(isInProgress());
  }

  @Test
  void aRunReleasesItsLease() {
    exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("ListClusters"));
    assertThrows(SnapshotFailedException.class, exporter::run);
    assertFalse(isInProgress());
    exporter.faults();
    exporter.run(
        Exporter.SCHEDULED, Deadline.NONE, new ProgressHook(1, () -> assertTrue(isInProgress())));
    assertFalse(isInProgress());
  }

  /** Its leaseholder is the snapshot, not the run. */
  @Test
  void aRetryOfARunThatCrashedDoesNotWait() {
    assertThrows(
        Crashes.Crash.class,
        () ->
            exporter
                .copy()
                .table(new CrashingLease())
                .store(new CrashingStore(store, Crashes.at(8)))
                .run());
    assertTrue(isInProgress());
    assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
  }

  /** A process that crashed releases nothing. */
  private final class CrashingLease extends StateTableOf {
    CrashingLease() {
      super(table);
    }

    @Override
    public void releaseLease(SnapshotId snapshot) {
      throw new Crashes.Crash();
    }
  }

  @Test
  void theStagesOfASnapshotShareOneLease() {
    MachineRun machine = new MachineRun(exporter, store, "execution", new Random(1));
    machine.begin();
    assertTrue(isInProgress());
    assertThrows(SnapshotInProgressException.class, () -> table.acquireLease(OTHER, Exporter.NOW));
    machine.read("g-0001");
    machine.commit();
    assertTrue(isInProgress());
    machine.finish();
    assertFalse(isInProgress());
    table.acquireLease(OTHER, Exporter.NOW);
    // It is committed, so nothing reads.
    assertTrue(machine.begin().committed());
    assertTrue(machine.read("g-0001"));
  }

  private boolean isInProgress() {
    return dynamoDb.items().containsKey("RUNNING | CURRENT");
  }
}
