package dev.ecsinventory.evidence;

import static dev.ecsinventory.evidence.SignedSnapshots.DAY;
import static dev.ecsinventory.evidence.SignedSnapshots.time;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.evidence.Attester.Signed;
import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.evidence.ChainStatement.Seal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.Interleaving;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Writing the chain: what it contains, and that no crash and no other writer damages it. */
@Execution(ExecutionMode.CONCURRENT)
class AttesterTest {
  private final SignedSnapshots signed = new SignedSnapshots();

  @Test
  void aSnapshotHasOneAttestationAndAClosedDayASeal() {
    SnapshotId first = signed.run(DAY, 5);
    SnapshotId second = signed.run(DAY, 6);
    SnapshotId third = signed.run(DAY.plusDays(2), 6);
    assertEquals(List.of(first, second), snapshots().subList(0, 2));
    assertEquals(
        List.of(new Seal(DAY, 1, 2), new Seal(DAY.plusDays(1), 4, 0)),
        statements().subList(2, 4).stream().map(ChainStatement::content).toList());
    assertEquals(third, snapshots().getLast());
    assertClean(signed.store, time(DAY.plusDays(2), 7));
  }

  @Test
  void anotherRunSignsNothingAgain() {
    SnapshotId id = signed.run(DAY, 5);
    signed.run(DAY.plusDays(1), 5);
    assertEquals(
        new Signed(0, 0, List.of()), signed.attester(signed.store, time(DAY, 23)).sign(id));
    assertEquals(
        new Signed(0, 0, List.of()),
        signed.attester(signed.store, time(DAY.plusDays(1), 9)).signSince(DAY.minusDays(9)));
    assertEquals(3, statements().size());
  }

  @Test
  void theNextRunSignsWhatCouldNotBeSigned() {
    signed.run(DAY, 5);
    SnapshotId missing = signed.commit(DAY.plusDays(1), 5);
    assertThrows(
        IllegalStateException.class,
        () -> signed.attester(signed.store, time(DAY.plusDays(1), 5), new Denied()).sign(missing));
    assertEquals(1, statements().size());
    Instant later = time(DAY.plusDays(1), 9);
    assertEquals(
        List.of("UNATTESTED_MANIFEST"),
        List.copyOf(SignedSnapshots.codes(report(later).findings())));
    signed.run(DAY.plusDays(1), 9);
    Attestation attestation = (Attestation) statements().get(2).content();
    assertEquals(missing, attestation.snapshot());
    assertTrue(attestation.late());
    assertFalse(((Attestation) statements().get(3).content()).late());
    assertClean(signed.store, later);
  }

  @Test
  void aWeekWithoutSignaturesIsSignedAndSealed() {
    signed.run(DAY, 5);
    for (int day = 1; day < 7; day++) {
      signed.commit(DAY.plusDays(day), 5);
    }
    signed.run(DAY.plusDays(7), 5);
    assertEquals(15, statements().size());
    assertClean(signed.store, time(DAY.plusDays(7), 5));
  }

  @Test
  void snapshotsFromBeforeTheEvidenceAreNamedAndCanBeCovered() {
    for (int day = 0; day < 9; day++) {
      signed.commit(DAY.plusDays(day), 5);
    }
    LocalDate today = DAY.plusDays(9);
    signed.run(today, 5);
    assertEquals(7, report(time(today, 5)).notChecked().size());
    assertEquals(List.of(), report(time(today, 5)).findings());
    Signed covered = signed.attester(signed.store, time(today, 6)).signSince(DAY.plusDays(3));
    assertEquals(4, covered.attestations());
    assertEquals(3, report(time(today, 6)).notChecked().size());
    assertEquals(
        4, signed.attester(signed.store, time(today, 6)).signSince(DAY).attestations() + 1);
    assertClean(signed.store, time(today, 6));
  }

  @Test
  void aClockThatIsBehindDoesNotSignBeforeThePreviousStatement() {
    signed.run(DAY, 5);
    signed.run(DAY.plusDays(1), 0);
    SnapshotId late = signed.commit(DAY, 23);
    signed.attester(signed.store, time(DAY, 23)).sign(late);
    assertClean(signed.store, time(DAY.plusDays(1), 1));
  }

  @Test
  void aManifestThatCannotBeParsedIsNotAttested() {
    SnapshotId id = signed.commit(DAY, 5);
    signed.store.put(signed.keys.manifest(id), "{}".getBytes(StandardCharsets.UTF_8), "");
    assertEquals(
        new Signed(0, 0, List.of(id)), signed.attester(signed.store, time(DAY, 5)).sign(id));
  }

  @Test
  void theRunAfterACrashAtAnyWriteCompletesTheChain() {
    signed.run(DAY, 5);
    SnapshotId id = signed.commit(DAY.plusDays(2), 5);
    Crashes all = Crashes.never();
    sign(CrashingStore.withItsUris(signed.store.copy(), all), id);
    assertEquals(4, all.writes());
    for (int moment = 0; moment < 2 * all.writes(); moment++) {
      MemoryObjectStore store = signed.store.copy();
      Crashes crashes = Crashes.at(moment);
      crashes.during(() -> sign(CrashingStore.withItsUris(store, crashes), id));
      sign(store, id);
      assertClean(store, time(DAY.plusDays(2), 6));
      assertEquals(4, new Chain(store, signed.keys).newest());
    }
  }

  /** Two runs sign two snapshots or one, and alternate at every write; one of them can crash. */
  @Test
  void concurrentRunsNeverForkTheChain() throws ExecutionException {
    signed.run(DAY, 5);
    SnapshotId one = signed.commit(DAY.plusDays(1), 5);
    SnapshotId two = signed.commit(DAY.plusDays(1), 6);
    for (int first = 0; first <= 4; first++) {
      for (int second = 0; second <= 4; second++) {
        for (int third = 0; third <= 4; third++) {
          concurrent(one, one, Crashes.never(), first, second, third);
          concurrent(one, two, Crashes.never(), first, second, third);
        }
        for (int crash = 0; crash < 8; crash++) {
          concurrent(one, two, Crashes.at(crash), first, second);
        }
      }
    }
  }

  private void concurrent(SnapshotId one, SnapshotId two, Crashes crashes, int... writes)
      throws ExecutionException {
    MemoryObjectStore store = signed.store.copy();
    Interleaving interleaving = new Interleaving();
    Callable<Void> mayCrash =
        () -> {
          try {
            sign(CrashingStore.withItsUris(interleaving.store(0, store), crashes), one);
          } catch (Crashes.Crash crash) {
            // The simulated process has ended.
          }
          return null;
        };
    Callable<Void> other =
        () -> {
          sign(interleaving.store(1, store), two);
          return null;
        };
    interleaving.run(List.of(mayCrash, other), writes);
    String schedule = Arrays.toString(writes);
    // One attestation and a seal before, and an attestation for each snapshot.
    assertEquals(4, new Chain(store, signed.keys).newest(), schedule);
    assertEquals(List.of(), signed.check(store, time(DAY.plusDays(1), 9)).findings(), schedule);
  }

  private void sign(ObjectStore store, SnapshotId id) {
    signed.attester(store, id.time().plusSeconds(7)).sign(id);
  }

  private void assertClean(MemoryObjectStore store, Instant now) {
    EvidenceReport report = signed.check(store, now);
    assertEquals(List.of(), report.findings());
    assertEquals(List.of(), report.notChecked());
    assertEquals(new Chain(store, signed.keys).newest(), report.attestations() + report.seals());
  }

  private EvidenceReport report(Instant now) {
    return signed.check(signed.store, now);
  }

  private List<ChainStatement> statements() {
    Chain chain = new Chain(signed.store, signed.keys);
    List<ChainStatement> statements = new ArrayList<>();
    chain
        .numbersFrom(1)
        .forEach(
            number ->
                statements.add(chain.read(number).flatMap(Chain.Stored::statement).orElseThrow()));
    return statements;
  }

  private List<SnapshotId> snapshots() {
    return statements().stream()
        .map(ChainStatement::content)
        .flatMap(
            content ->
                content instanceof Attestation attestation
                    ? Optional.of(attestation.snapshot()).stream()
                    : Optional.<SnapshotId>empty().stream())
        .toList();
  }

  /** A signer whose key cannot be used. */
  private static final class Denied implements Signer {
    private final Signer other = new LocalSigner();

    @Override
    public byte[] sign(byte[] message) {
      throw new IllegalStateException("access denied");
    }

    @Override
    public PublicKey publicKey() {
      return other.publicKey();
    }
  }
}
