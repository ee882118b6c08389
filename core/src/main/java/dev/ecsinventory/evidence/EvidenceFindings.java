package dev.ecsinventory.evidence;

import dev.ecsinventory.evidence.Chain.Stored;
import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.evidence.ChainStatement.Seal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.FindingCode;
import dev.ecsinventory.verify.NotChecked;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows the chain, statement by statement, and collects the findings. */
final class EvidenceFindings {
  /** The name of a finding that belongs to no snapshot. */
  private static final String CHAIN = "evidence";

  /** The longest gap between two runs is 84 hours; a run then needs some time. */
  private static final Duration LONGEST_GAP = Duration.ofHours(96);

  private final Optional<LocalDate> since;
  private final List<ConservationFinding> found = new ArrayList<>();
  private final List<NotChecked> notChecked = new ArrayList<>();
  private final Set<SnapshotId> attested = new HashSet<>();
  private final Set<String> hashes = new HashSet<>();
  private final TreeSet<String> keyIds = new TreeSet<>();
  private Optional<Link> newest = Optional.empty();
  private Optional<Link> previous = Optional.empty();
  private Optional<Instant> signedAt = Optional.empty();
  private Optional<Instant> firstSigned = Optional.empty();
  private Optional<LocalDate> unsealed = Optional.empty();
  private Optional<Long> firstOfDay = Optional.of(1L);
  private boolean fromFirst = true;
  private boolean moved;
  private boolean anchored;
  private long statements;
  private long attestations;
  private long seals;
  private long expired;

  EvidenceFindings(Optional<LocalDate> since) {
    this.since = since;
  }

  void add(FindingCode code, String where, String detail) {
    found.add(new ConservationFinding(code, CHAIN, where, detail));
  }

  void add(FindingCode code, SnapshotId snapshot, String where, String detail) {
    found.add(new ConservationFinding(code, snapshot.value(), where, detail));
  }

  void notChecked(SnapshotId snapshot, String reason) {
    notChecked.add(new NotChecked(snapshot.value(), CHAIN, reason));
  }

  void signedBy(String keyId) {
    keyIds.add(keyId);
  }

  void expired() {
    expired++;
  }

  boolean isEmpty() {
    return statements == 0;
  }

  boolean covers(SnapshotId snapshot) {
    return since.map(day -> !snapshot.day().isBefore(day)).orElse(true);
  }

  boolean isAttested(SnapshotId snapshot) {
    return attested.contains(snapshot);
  }

  /** Whether the snapshot is of a time before the first statement, from which on all are signed. */
  boolean isBeforeEvidence(SnapshotId snapshot) {
    return fromFirst && firstSigned.map(time -> snapshot.time().isBefore(time)).orElse(false);
  }

  /** One finding for all statements: a copy is a copy as a whole. */
  void movedFrom(String bucket, String key) {
    if (!moved) {
      add(FindingCode.MOVED, key, "it was signed for the bucket " + bucket);
      moved = true;
    }
  }

  /** The statements before the next one are not known. */
  void gap() {
    previous = Optional.empty();
    unsealed = Optional.empty();
    firstOfDay = Optional.empty();
  }

  /** A statement exists, whatever its content. */
  void read(Stored stored) {
    if (statements == 0) {
      fromFirst = stored.number() == 1;
      firstOfDay = fromFirst ? Optional.of(1L) : Optional.empty();
    }
    statements++;
    newest = Optional.of(stored.link());
    hashes.add(stored.link().sha256());
  }

  /** The statement follows the previous one. */
  void next(Stored stored, ChainStatement statement) {
    String key = stored.link().key();
    Optional<String> signed = statement.previous().map(Link::sha256);
    if (previous.isPresent() && !signed.equals(previous.map(Link::sha256))) {
      add(
          FindingCode.CHAIN_BROKEN,
          key,
          "signed predecessor: %s; present: %s"
              .formatted(signed.orElse("none"), previous.get().sha256()));
    }
    previous = Optional.of(stored.link());
    if (signedAt.map(statement.signedAt()::isBefore).orElse(false)) {
      add(FindingCode.CHAIN_BROKEN, key, "it was signed before the previous statement");
    }
    signedAt = Optional.of(statement.signedAt());
    firstSigned = firstSigned.or(() -> Optional.of(statement.signedAt()));
    unsealed =
        unsealed.or(() -> fromFirst && statements == 1 ? Optional.of(statement.day()) : unsealed);
    switch (statement.content()) {
      case Attestation attestation -> {
        attestations++;
        attested.add(attestation.snapshot());
        skipped(statement.day(), key);
      }
      case Seal seal -> seal(seal, stored.number(), key);
    }
  }

  private void seal(Seal seal, long number, String key) {
    seals++;
    skipped(seal.day(), key);
    boolean tooEarly = unsealed.map(seal.day()::isBefore).orElse(false);
    boolean miscounted =
        firstOfDay.map(first -> seal.first() != first).orElse(false)
            || seal.attestations() != number - seal.first();
    if (tooEarly || miscounted) {
      add(
          FindingCode.SEAL_MISMATCH,
          key,
          "the seal of %s has %d statements from number %d"
              .formatted(seal.day(), seal.attestations(), seal.first()));
    }
    unsealed = Optional.of(seal.day().plusDays(1));
    firstOfDay = Optional.of(number + 1);
  }

  /** Every day before {@code day} must be sealed. */
  private void skipped(LocalDate day, String key) {
    if (unsealed.map(first -> first.isBefore(day)).orElse(false)) {
      add(
          FindingCode.SEAL_MISSING,
          key,
          "the days from %s to %s have no seal before it"
              .formatted(unsealed.get(), day.minusDays(1)));
      unsealed = Optional.of(day);
    }
  }

  /** The end of the chain. */
  void end(Instant now, Optional<String> anchor) {
    anchored = anchor.map(hashes::contains).orElse(false);
    if (anchor.isPresent() && !anchored) {
      add(
          FindingCode.ANCHOR_MISMATCH,
          newest.map(Link::key).orElse(CHAIN),
          "no statement has the SHA-256 " + anchor.get());
    }
    boolean endIsAnchored = anchor.equals(newest.map(Link::sha256));
    boolean isOld = signedAt.map(time -> time.plus(LONGEST_GAP).isBefore(now)).orElse(false);
    if (isOld && !endIsAnchored) {
      add(
          FindingCode.SEAL_MISSING,
          newest.map(Link::key).orElse(CHAIN),
          "the last statement was signed at %s, and no later day has a seal"
              .formatted(signedAt.get()));
    }
  }

  EvidenceReport report(boolean storedKeys) {
    return new EvidenceReport(
        found,
        notChecked,
        statements,
        attestations,
        seals,
        newest,
        signedAt,
        keyIds,
        storedKeys,
        anchored,
        expired);
  }
}
