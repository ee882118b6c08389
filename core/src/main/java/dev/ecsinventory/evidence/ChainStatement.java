package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A signed statement of the chain.
 *
 * @param number the first statement has 1, each further one the next number
 * @param previous the statement with the previous number; empty for the first one
 * @param signedAt by the clock of the function, never before the previous statement
 * @param bucket the bucket in which it was written; a signature covers its location
 * @param software name and version of the software that wrote it
 */
record ChainStatement(
    long number,
    Optional<Link> previous,
    Instant signedAt,
    String bucket,
    String software,
    Content content) {
  ChainStatement {
    requireNonNull(previous, "previous is null");
    requireNonNull(signedAt, "signedAt is null");
    requireNonNull(bucket, "bucket is null");
    requireNonNull(software, "software is null");
    requireNonNull(content, "content is null");
    if (number < 1 || previous.isPresent() == (number == 1)) {
      throw new IllegalArgumentException(
          "number is %d, and previous is %s".formatted(number, previous));
    }
  }

  /** The UTC day of the signature. */
  LocalDate day() {
    return LocalDate.ofInstant(signedAt, ZoneOffset.UTC);
  }

  /** What a statement states. */
  sealed interface Content {}

  /**
   * An attestation: the manifest of a committed snapshot, which contains the SHA-256 of each of its
   * files.
   *
   * @param late whether it was signed more than an hour after the snapshot was complete: it proves
   *     only that nothing changed since then
   * @param retentionDays days after which the bucket's lifecycle deletes the manifest; 0 if it does
   *     not
   */
  record Attestation(
      SnapshotId snapshot,
      Link manifest,
      SnapshotStatus status,
      int taskSets,
      int readFailures,
      int dataFiles,
      boolean late,
      int retentionDays)
      implements Content {
    public Attestation {
      requireNonNull(snapshot, "snapshot is null");
      requireNonNull(manifest, "manifest is null");
      requireNonNull(status, "status is null");
    }
  }

  /**
   * The seal of a closed UTC day. Every statement of a later day has a higher number.
   *
   * @param day the days from that of the first statement on have one each, in order
   * @param first the number after the seal of the previous day
   * @param attestations the number of statements from {@code first} to the seal
   */
  record Seal(LocalDate day, long first, long attestations) implements Content {
    public Seal {
      requireNonNull(day, "day is null");
    }
  }
}
