package dev.ecsinventory.evidence;

import static dev.ecsinventory.evidence.SignedSnapshots.DAY;
import static dev.ecsinventory.evidence.SignedSnapshots.time;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.evidence.EvidenceTampering.Kind;
import dev.ecsinventory.store.MemoryObjectStore;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Random changes of a bucket with evidence: each is found and named, or needs the anchor. */
@Execution(ExecutionMode.CONCURRENT)
class EvidenceTamperingTest {
  private static final Instant NOW = EvidenceTampering.now();
  private static final SignedSnapshots ORIGINAL = new SignedSnapshots();

  /** Another history of the same days, which the same key signed. */
  private static final SignedSnapshots OTHER = new SignedSnapshots(ORIGINAL.signer);

  private static Optional<String> anchor;

  @BeforeAll
  static void takeSnapshots() {
    for (int day = 0; day < 5; day++) {
      ORIGINAL.run(DAY.plusDays(day), 3);
      ORIGINAL.run(DAY.plusDays(day), 6);
      OTHER.run(DAY.plusDays(day), 4);
      OTHER.run(DAY.plusDays(day), 5);
    }
    anchor = ORIGINAL.check(ORIGINAL.store, NOW).newest().map(Link::sha256);
  }

  @Test
  void anUntouchedBucketHasNoFinding() {
    assertEquals(new TreeSet<>(), ORIGINAL.findings(ORIGINAL.store, NOW, anchor));
    assertEquals(new TreeSet<>(), ORIGINAL.findings(ORIGINAL.store, NOW, Optional.empty()));
  }

  @Test
  void everyChangeOfASampleIsFoundAndNamed() {
    check(0, 300);
  }

  @Test
  @Tag("exhaustive")
  void everyOneOfTenThousandChangesIsFoundAndNamed() {
    check(1_000, 11_000);
  }

  private static void check(int from, int to) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (int seed = from; seed < to; seed++) {
      EvidenceTampering change = new EvidenceTampering(ORIGINAL, OTHER, seed);
      check(change);
      counts.merge(change.kind, 1, Integer::sum);
    }
    assertEquals(Kind.values().length, counts.size(), counts.toString());
  }

  private static void check(EvidenceTampering change) {
    TreeSet<String> found = ORIGINAL.findings(change.store, NOW, Optional.empty());
    if (change.expected.isEmpty()) {
      assertEquals(new TreeSet<>(), found, change.description);
      assertTrue(
          ORIGINAL.findings(change.store, NOW, anchor).contains("ANCHOR_MISMATCH"),
          change.description);
    } else {
      assertTrue(
          !Collections.disjoint(found, change.expected), change.description + ": found " + found);
    }
  }

  /** A copy is checked long after its bucket was written: the anchor proves its end. */
  @Test
  void anOldCopyIsCompleteIfItsLastStatementIsTheAnchor() {
    Instant later = time(DAY.plusDays(400), 6);
    MemoryObjectStore copy = ORIGINAL.store.copy();
    assertEquals("[SEAL_MISSING]", ORIGINAL.findings(copy, later, Optional.empty()).toString());
    assertEquals("[]", ORIGINAL.findings(copy, later, anchor).toString());
  }

  @Test
  void aManifestThatTheLifecycleDeletedIsNoFinding() {
    MemoryObjectStore copy = ORIGINAL.store.copy();
    copy.list("inventory/manifests/", "").forEach(object -> copy.remove(object.key()));
    EvidenceReport report =
        ORIGINAL.check(copy, time(DAY.plusDays(2600), 6), anchor, Optional.empty());
    assertEquals(10, report.expired());
    assertEquals(0, report.findings().size());
  }

  @Test
  void aCheckSinceADayComparesItsManifestsOnly() {
    MemoryObjectStore copy = ORIGINAL.store.copy();
    copy.list("inventory/manifests/dt=" + DAY + "/", "")
        .forEach(object -> copy.remove(object.key()));
    assertEquals(
        0, ORIGINAL.check(copy, NOW, anchor, Optional.of(DAY.plusDays(1))).findings().size());
    assertEquals(2, ORIGINAL.check(copy, NOW, anchor, Optional.of(DAY)).findings().size());
  }

  @Test
  void aBucketWithoutEvidenceHasNone() {
    SignedSnapshots none = new SignedSnapshots();
    none.commit(DAY, 3);
    EvidenceReport report = none.check(none.store, NOW);
    assertEquals(false, report.exists());
    assertEquals(0, report.findings().size());
  }
}
