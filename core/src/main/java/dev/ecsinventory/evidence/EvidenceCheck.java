package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.evidence.Chain.Stored;
import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.FindingCode;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Checks the chain of statements and the manifests that it attests. The check of the files that a
 * manifest names is that of {@link dev.ecsinventory.verify.Conservation}. It only reads, one
 * statement at a time, and needs no service but the store.
 */
public final class EvidenceCheck {
  /** Two clocks may differ. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Clock clock;
  private final Options options;
  private final Chain chain;
  private final PublicKeys trusted;

  /**
   * What the caller knows from elsewhere.
   *
   * @param trusted the signer's public keys; empty for those in the bucket
   * @param anchor the hash of a statement that was stored elsewhere
   * @param bucket the bucket that is checked; empty for a directory or a known copy
   */
  public record Options(
      Optional<PublicKeys> trusted, Optional<String> anchor, Optional<String> bucket) {
    public Options {
      requireNonNull(trusted, "trusted is null");
      requireNonNull(anchor, "anchor is null");
      requireNonNull(bucket, "bucket is null");
    }
  }

  public EvidenceCheck(ObjectStore store, ObjectKeys keys, Clock clock, Options options) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.options = requireNonNull(options, "options is null");
    this.chain = new Chain(store, keys);
    this.trusted = options.trusted().orElseGet(() -> PublicKeys.stored(store, keys));
  }

  /**
   * Checks the statements, and the selected snapshots.
   *
   * @param snapshots committed snapshots
   * @param since the first day that is checked; empty for the whole chain
   */
  public EvidenceReport check(List<SnapshotId> snapshots, Optional<LocalDate> since) {
    EvidenceFindings findings = new EvidenceFindings(since);
    // The anchor can be any statement, also one before the first day.
    long start = since.filter(day -> options.anchor().isEmpty()).map(this::start).orElse(1L);
    Iterator<Long> numbers = chain.numbersFrom(start).filter(number -> number >= start).iterator();
    long expected = start;
    while (numbers.hasNext()) {
      long number = numbers.next();
      missing(findings, expected, number);
      chain.read(number).ifPresent(stored -> check(stored, findings));
      expected = number + 1;
    }
    findings.end(clock.instant(), options.anchor());
    if (!findings.isEmpty()) {
      snapshots.forEach(snapshot -> attested(snapshot, findings));
    }
    return findings.report(options.trusted().isEmpty());
  }

  /**
   * The number with which a check of the snapshots from {@code since} on begins: folders that were
   * completed days before are not read.
   */
  private long start(LocalDate since) {
    return chain.firstOfFolders().reversed().stream()
        .filter(
            number ->
                chain
                    .read(number)
                    .flatMap(Stored::statement)
                    .map(one -> one.day().isBefore(since.minusDays(1)))
                    .orElse(false))
        .findFirst()
        .orElse(1L);
  }

  private void missing(EvidenceFindings findings, long expected, long number) {
    if (number == expected) {
      return;
    }
    String numbers =
        number == expected + 1 ? "" + expected : "%d to %d".formatted(expected, number - 1);
    findings.add(
        FindingCode.NUMBER_MISSING,
        keys.attestation(expected),
        "the numbers %s do not exist, and %d does".formatted(numbers, number));
    findings.gap();
  }

  private void check(Stored stored, EvidenceFindings findings) {
    String key = stored.link().key();
    findings.read(stored);
    if (stored.signed().isEmpty()) {
      findings.add(FindingCode.SIGNATURE_INVALID, key, stored.problem());
      findings.gap();
      return;
    }
    ChainStatement statement = stored.signed().get().statement();
    signature(stored.signed().get().envelope(), key, findings);
    location(stored, statement, findings);
    findings.next(stored, statement);
    if (statement.content() instanceof Attestation attestation) {
      manifest(attestation, statement, key, findings);
    }
  }

  private void signature(Envelope envelope, String key, EvidenceFindings findings) {
    PublicKey publicKey = trusted.byId().get(envelope.keyId());
    if (publicKey == null) {
      findings.add(
          FindingCode.KEY_UNKNOWN,
          key,
          "key %s; known: %s".formatted(envelope.keyId(), String.join(", ", trusted.ids())));
    } else if (!envelope.isSignedBy(publicKey)) {
      findings.add(FindingCode.SIGNATURE_INVALID, key, "by key " + envelope.keyId());
    } else {
      findings.signedBy(envelope.keyId());
    }
  }

  private void location(Stored stored, ChainStatement statement, EvidenceFindings findings) {
    if (statement.number() != stored.number()) {
      findings.add(
          FindingCode.MOVED, stored.link().key(), "it was signed as number " + statement.number());
    }
    options
        .bucket()
        .filter(bucket -> !bucket.equals(statement.bucket()))
        .ifPresent(bucket -> findings.movedFrom(statement.bucket(), stored.link().key()));
  }

  private void manifest(
      Attestation attestation, ChainStatement statement, String where, EvidenceFindings findings) {
    SnapshotId snapshot = attestation.snapshot();
    if (!findings.covers(snapshot)) {
      return;
    }
    String key = keys.manifest(snapshot);
    Optional<byte[]> content = store.get(key);
    String sha256 = attestation.manifest().sha256();
    if (content.isPresent()) {
      String actual = Sha256.of(content.get());
      if (!actual.equals(sha256)) {
        findings.add(
            FindingCode.MANIFEST_CHANGED,
            snapshot,
            key,
            "attested by %s: SHA-256 %s; present: %s".formatted(where, sha256, actual));
      }
    } else if (isExpired(attestation, statement)) {
      findings.expired();
    } else {
      findings.add(FindingCode.MANIFEST_MISSING, snapshot, key, "%s attests it".formatted(where));
    }
  }

  /**
   * The lifecycle counts from the end of the day of the manifest, which is before its signature.
   */
  private boolean isExpired(Attestation attestation, ChainStatement statement) {
    return attestation.retentionDays() > 0
        && !clock
            .instant()
            .isBefore(statement.signedAt().plus(Duration.ofDays(attestation.retentionDays())));
  }

  private void attested(SnapshotId snapshot, EvidenceFindings findings) {
    if (findings.isAttested(snapshot) || !findings.covers(snapshot)) {
      return;
    }
    Optional<Instant> finished =
        store.get(keys.manifest(snapshot)).flatMap(content -> finished(snapshot, content));
    if (findings.isBeforeEvidence(snapshot)) {
      findings.notChecked(
          snapshot,
          "it is older than the evidence and has no attestation; attest --since covers it");
    } else if (finished.map(this::isRecent).orElse(false)) {
      findings.notChecked(snapshot, "it has no attestation yet; the run may be in progress");
    } else {
      findings.add(
          FindingCode.UNATTESTED_MANIFEST,
          snapshot,
          keys.manifest(snapshot),
          "no attestation names it");
    }
  }

  /** A time in the future is not recent, because it would hide a snapshot that was planted. */
  private boolean isRecent(Instant time) {
    Instant now = clock.instant();
    return !time.isAfter(now.plus(TOLERANCE)) && now.isBefore(time.plus(Attester.IN_TIME));
  }

  private static Optional<Instant> finished(SnapshotId snapshot, byte[] content) {
    try {
      return Optional.ofNullable(Manifest.parse(content).summary().get(Snapshots.FINISHED_AT))
          .or(() -> Optional.of(snapshot.time()));
    } catch (UnreadableManifestException malformed) {
      return Optional.empty();
    }
  }
}
