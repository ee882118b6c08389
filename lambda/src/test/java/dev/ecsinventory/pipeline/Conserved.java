package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.verify.CurrentItems;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The assertion of every end-to-end test about its snapshots. */
public final class Conserved {
  private Conserved() {}

  /** Asserts that the conservation check finds no contradiction in any committed snapshot. */
  public static void assertConserved(ObjectStore store, ObjectKeys keys) {
    assertConserved(store, keys, Optional.empty());
  }

  /**
   * Asserts that the conservation check finds no contradiction in any committed snapshot and in the
   * table.
   */
  public static void assertConserved(
      ObjectStore store, ObjectKeys keys, Optional<CurrentItems> table) {
    ConservationReport report =
        new Conservation(store, keys, Clock.systemUTC())
            .reevaluating()
            .check(new CommittedSnapshots(store, keys).newestFirst(), table);
    assertEquals(List.of(), report.findings());
  }
}
