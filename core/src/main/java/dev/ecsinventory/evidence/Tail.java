package dev.ecsinventory.evidence;

import dev.ecsinventory.evidence.Chain.Stored;
import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.evidence.ChainStatement.Seal;
import dev.ecsinventory.model.SnapshotId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * The newest statements of the chain, as far back as a writer needs them. A statement is added only
 * after the one that the tail ends with, so that the tail is never out of date when an addition
 * succeeds.
 */
final class Tail {
  /** A snapshot of a time shortly after midnight can be signed before it, by another clock. */
  private static final int DAYS_BEFORE = 2;

  private final Set<SnapshotId> attested = new HashSet<>();
  private long newest;
  private Optional<Link> link = Optional.empty();
  private Optional<Instant> signedAt = Optional.empty();
  private Optional<LocalDate> firstDay = Optional.empty();
  private Optional<LocalDate> sealed = Optional.empty();
  private long sealNumber;

  /**
   * Reads statements back to those that can be about snapshots of {@code day}.
   *
   * @param day statements about snapshots of earlier days may be missing
   */
  static Tail of(Chain chain, LocalDate day) {
    Deque<Stored> read = new ArrayDeque<>();
    Iterator<Long> numbers = chain.numbersBackwards().iterator();
    while (numbers.hasNext()) {
      Optional<Stored> stored = chain.read(numbers.next());
      stored.ifPresent(read::addFirst);
      if (stored.flatMap(Stored::statement).map(one -> sealsBefore(one, day)).orElse(false)) {
        break;
      }
    }
    Tail tail = new Tail();
    read.forEach(tail::add);
    return tail;
  }

  private static boolean sealsBefore(ChainStatement statement, LocalDate day) {
    return statement.content() instanceof Seal seal
        && !seal.day().isAfter(day.minusDays(DAYS_BEFORE));
  }

  void add(Stored stored) {
    newest = stored.number();
    link = Optional.of(stored.link());
    stored.statement().ifPresent(this::add);
  }

  private void add(ChainStatement statement) {
    signedAt = Optional.of(statement.signedAt());
    firstDay = firstDay.or(() -> Optional.of(statement.day()));
    switch (statement.content()) {
      case Attestation attestation -> attested.add(attestation.snapshot());
      case Seal seal -> {
        sealed = Optional.of(seal.day());
        sealNumber = statement.number();
      }
    }
  }

  long next() {
    return newest + 1;
  }

  Optional<Link> newestLink() {
    return link;
  }

  /** The time of the newest statement, before which none is signed. */
  Optional<Instant> signedAt() {
    return signedAt;
  }

  boolean contains(SnapshotId snapshot) {
    return attested.contains(snapshot);
  }

  /** The seal that is due before another statement of {@code today}. */
  Optional<Seal> dueSeal(LocalDate today) {
    return sealed
        .map(day -> day.plusDays(1))
        .or(() -> firstDay)
        .filter(day -> day.isBefore(today))
        .map(day -> new Seal(day, sealNumber + 1, newest - sealNumber));
  }
}
