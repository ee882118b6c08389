package dev.ecsinventory.write.state;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.SnapshotId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotLeaseTest {
  private static final Instant NOW = Instant.parse("2026-01-15T06:00:10Z");
  private static final Instant LAST = NOW.plus(SnapshotLease.LENGTH);
  private static final SnapshotId ONE = id("2026-01-15T06:00:00Z");
  private static final SnapshotId OTHER = id("2026-01-15T07:00:00Z");

  private final InMemoryState state = new InMemoryState();

  private static SnapshotId id(String time) {
    return SnapshotId.at(Instant.parse(time), Optional.empty());
  }

  @Test
  void oneSnapshotAtATimeHasTheLease() {
    state.table.acquireLease(ONE, NOW);
    assertEquals(
        "snapshot 20260115T070000Z cannot begin: snapshot 20260115T060000Z is in progress until"
            + " 2026-01-15T06:16:10.000Z at the latest; a retry of the event takes it afterwards",
        assertThrows(SnapshotInProgressException.class, () -> state.table.acquireLease(OTHER, LAST))
            .getMessage());
    state.table.releaseLease(ONE);
    assertDoesNotThrow(() -> state.table.acquireLease(OTHER, LAST));
  }

  @Test
  void theRunsOfASnapshotShareTheLeaseAndRenewIt() {
    state.table.acquireLease(ONE, NOW);
    state.table.acquireLease(ONE, LAST);
    assertThrows(
        SnapshotInProgressException.class,
        () -> state.table.acquireLease(OTHER, LAST.plusSeconds(1)));
  }

  @Test
  void theLeaseOfARunThatCrashedExpires() {
    state.table.acquireLease(ONE, NOW);
    assertDoesNotThrow(() -> state.table.acquireLease(OTHER, LAST.plusMillis(1)));
    assertThrows(
        SnapshotInProgressException.class, () -> state.table.acquireLease(ONE, LAST.plusMillis(2)));
  }

  /** A run that was delayed may end after another snapshot has begun. */
  @Test
  void onlyTheHolderReleasesTheLease() {
    state.table.releaseLease(ONE);
    state.table.acquireLease(OTHER, NOW);
    state.table.releaseLease(ONE);
    assertThrows(SnapshotInProgressException.class, () -> state.table.acquireLease(ONE, LAST));
    state.table.releaseLease(OTHER);
    assertTrue(state.dynamoDb.items().isEmpty());
  }
}
