package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.evidence.Chain.Stored;
import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.evidence.ChainStatement.Content;
import dev.ecsinventory.evidence.ChainStatement.Seal;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Software;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signs what is missing in the chain: the seals of closed days, and the committed snapshots without
 * an attestation. It keeps no state of its own: a run that ended before it signed, or that could
 * not sign, is completed by the next one. Several attesters at the same time add to one chain,
 * because each statement has a key that contains only its number, and put-if-absent.
 */
public final class Attester {
  /** The days of which every run checks the snapshots. */
  private static final int DAYS_CHECKED = 2;

  /** A later signature does not prove what the snapshot was when it was complete. */
  static final Duration IN_TIME = Duration.ofHours(1);

  private static final Comparator<SnapshotId> ORDER =
      Comparator.comparing(SnapshotId::time).thenComparing(SnapshotId::value);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Signer signer;
  private final String bucket;
  private final int retentionDays;
  private final Clock clock;
  private final Chain chain;

  /**
   * An attester.
   *
   * @param bucket the bucket of {@code store}, which the statements name
   * @param retentionDays days after which the bucket's lifecycle deletes a manifest; 0 if it does
   *     not
   */
  public Attester(
      ObjectStore store,
      ObjectKeys keys,
      Signer signer,
      String bucket,
      int retentionDays,
      Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.signer = requireNonNull(signer, "signer is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.retentionDays = retentionDays;
    this.clock = requireNonNull(clock, "clock is null");
    this.chain = new Chain(store, keys);
  }

  /**
   * The result of a run.
   *
   * @param attestations the number of attestations that this run added
   * @param notAttested snapshots that cannot be attested, because their manifests cannot be parsed
   */
  public record Signed(int attestations, int seals, List<SnapshotId> notAttested) {
    public Signed {
      notAttested = List.copyOf(notAttested);
    }
  }

  /** Signs {@code snapshot}, and what earlier runs of the last days did not sign. */
  public Signed sign(SnapshotId snapshot) {
    LocalDate today = today(now());
    LocalDate newest =
        chain
            .read(chain.newest())
            .flatMap(Stored::statement)
            .map(ChainStatement::day)
            .filter(day -> day.isBefore(today))
            .orElse(today);
    LocalDate from = newest.minusDays(DAYS_CHECKED);
    List<SnapshotId> candidates =
        Stream.concat(committed(from).stream(), Stream.of(snapshot)).distinct().toList();
    return sign(candidates, snapshot.day().isBefore(from) ? snapshot.day() : from);
  }

  /** Signs all committed snapshots of {@code from} and of later days that have no attestation. */
  public Signed signSince(LocalDate from) {
    return sign(committed(from), from);
  }

  private List<SnapshotId> committed(LocalDate from) {
    return new CommittedSnapshots(store, keys).newestFirst(from).toList();
  }

  private Signed sign(List<SnapshotId> candidates, LocalDate from) {
    store.putIfAbsent(
        keys.publicKey(PublicKeys.id(signer.publicKey())),
        PublicKeys.pem(signer.publicKey()).getBytes(StandardCharsets.US_ASCII),
        "application/x-pem-file");
    return new Run(Tail.of(chain, from)).sign(candidates.stream().sorted(ORDER).toList());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static LocalDate today(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** One run with the tail of the chain that it read. */
  private final class Run {
    private final Tail tail;
    private int attestations;
    private int seals;

    Run(Tail tail) {
      this.tail = tail;
    }

    Signed sign(List<SnapshotId> snapshots) {
      seal();
      List<SnapshotId> notAttested =
          snapshots.stream().filter(snapshot -> !attest(snapshot)).toList();
      return new Signed(attestations, seals, notAttested);
    }

    /** Whether the snapshot has an attestation now, or is not committed. */
    private boolean attest(SnapshotId snapshot) {
      while (!tail.contains(snapshot)) {
        Optional<byte[]> manifest = store.get(keys.manifest(snapshot));
        if (manifest.isEmpty()) {
          return true;
        }
        Instant time = signingTime();
        Optional<Attestation> attestation = attestation(snapshot, manifest.get(), time);
        if (attestation.isEmpty()) {
          return false;
        }
        seal();
        attestations += add(attestation.get(), time) ? 1 : 0;
      }
      return true;
    }

    private void seal() {
      Instant time = signingTime();
      Optional<Seal> due = tail.dueSeal(today(time));
      while (due.isPresent()) {
        seals += add(due.get(), time) ? 1 : 0;
        due = tail.dueSeal(today(time));
      }
    }

    /** A clock that is behind another one does not sign before it. */
    private Instant signingTime() {
      Instant now = now();
      return tail.signedAt().filter(now::isBefore).orElse(now);
    }

    /** Adds a statement, or reads the one that another writer has added in its place. */
    private boolean add(Content content, Instant time) {
      ChainStatement statement =
          new ChainStatement(
              tail.next(), tail.newestLink(), time, bucket, Software.NAME_AND_VERSION, content);
      Envelope envelope = Envelope.sign(StatementJson.bytes(statement), signer);
      Stored stored = chain.add(tail.next(), envelope);
      tail.add(stored);
      return stored.link().sha256().equals(Sha256.of(envelope.bytes()));
    }
  }

  private Optional<Attestation> attestation(SnapshotId snapshot, byte[] content, Instant time) {
    try {
      Manifest manifest = Manifest.parse(content);
      Row summary = manifest.summary();
      Instant finished =
          Optional.ofNullable(summary.get(Snapshots.FINISHED_AT)).orElse(snapshot.time());
      return Optional.of(
          new Attestation(
              snapshot,
              new Link(keys.manifest(snapshot), Sha256.of(content)),
              SnapshotStatus.valueOf(summary.get(Snapshots.STATUS)),
              count(summary.get(Snapshots.TASK_SET_COUNT)),
              count(summary.get(Snapshots.READ_FAILURE_COUNT)),
              manifest.files().size(),
              time.isAfter(finished.plus(IN_TIME)),
              retentionDays));
    } catch (UnreadableManifestException malformed) {
      return Optional.empty();
    }
  }

  private static int count(Integer value) {
    return value == null ? 0 : value;
  }
}
