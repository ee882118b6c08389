package dev.ecsinventory.evidence;

import static dev.ecsinventory.evidence.SignedSnapshots.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.store.ListedObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check must find where only a part of the chain, or nothing of it, is there. */
class EvidenceCheckTest {
  private static final Instant NOW = SignedSnapshots.time(DAY.plusDays(3), 4);

  private final SignedSnapshots signed = new SignedSnapshots();

  @BeforeEach
  void sign() {
    for (int day = 0; day < 4; day++) {
      signed.run(DAY.plusDays(day), 3);
    }
  }

  private TreeSet<String> codes(Optional<String> anchor, Optional<LocalDate> since) {
    return SignedSnapshots.codes(signed.check(signed.store, NOW, anchor, since).findings());
  }

  @Test
  void theAnchorMayBeOlderThanTheFirstDay() {
    String first = signed.check(signed.store, NOW).newest().map(Link::sha256).orElseThrow();
    String oldest = new Chain(signed.store, signed.keys).read(1).orElseThrow().link().sha256();
    for (String anchor : new String[] {first, oldest}) {
      assertEquals(
          new TreeSet<>(), codes(Optional.of(anchor), Optional.of(DAY.plusDays(3))), anchor);
    }
  }

  @Test
  void anAnchorWithoutAnyStatementIsAFinding() {
    String anchor = signed.check(signed.store, NOW).newest().map(Link::sha256).orElseThrow();
    for (ListedObject object : signed.store.list(signed.keys.attestations(), "")) {
      signed.store.remove(object.key());
    }
    assertTrue(codes(Optional.of(anchor), Optional.empty()).contains("ANCHOR_MISMATCH"));
    assertEquals(new TreeSet<>(), codes(Optional.empty(), Optional.empty()));
  }

  /** A manifest that was planted can have any times. */
  @Test
  void aManifestWithAFutureTimeIsNotInProgress() {
    signed.snapshots.write(LocalDate.parse("2099-01-15"), 3, "a");
    assertTrue(codes(Optional.empty(), Optional.empty()).contains("UNATTESTED_MANIFEST"));
  }

  /** A planted object must not make a writer read numbers that do not exist. */
  @Test
  void aNumberFarAheadCostsNoReads() {
    String far = signed.keys.attestation(9_999_999_000L);
    signed.store.put(far, "{}".getBytes(StandardCharsets.UTF_8), "application/json");
    Tail tail = Tail.of(new Chain(signed.store, signed.keys), DAY.plusDays(3));
    assertEquals(9_999_999_001L, tail.next());
    assertTrue(codes(Optional.empty(), Optional.empty()).contains("NUMBER_MISSING"));
  }
}
