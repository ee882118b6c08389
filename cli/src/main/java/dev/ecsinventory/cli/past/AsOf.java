package dev.ecsinventory.cli.past;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the snapshot that holds the state of a time: the newest full one at or before it that is
 * not withdrawn. A scoped snapshot does not count, because what it does not contain may exist.
 */
public final class AsOf {
  private static final int NEAREST = 3;

  private final SnapshotLocation location;
  private final Optional<Duration> maxAge;

  /**
   * Finds snapshots in {@code location}.
   *
   * @param maxAge how much older than the time a snapshot may be; empty for any age
   */
  public AsOf(SnapshotLocation location, Optional<Duration> maxAge) {
    this.location = requireNonNull(location, "location is null");
    this.maxAge = requireNonNull(maxAge, "maxAge is null");
  }

  /**
   * The snapshot that holds the state of {@code time}.
   *
   * @param option the name of the option that gives the time
   * @throws InvalidInputException when there is none, or it is too old
   */
  public RecordedSnapshot find(String option, Instant time) {
    SnapshotId found =
        location
            .snapshots()
            .upTo(time)
            .filter(snapshot -> snapshot.scopeHash().isEmpty())
            .filter(snapshot -> !location.withdrawals().contains(snapshot))
            .findFirst()
            .orElseThrow(() -> none(option, time));
    Duration age = Duration.between(found.time(), time);
    if (maxAge.isPresent() && age.compareTo(maxAge.get()) > 0) {
      throw unusable(
          "--max-age: the newest full snapshot at or before %s is %s, which is %s old; accepted:"
              + " %s",
          time, found, TimeText.of(age), TimeText.of(maxAge.get()));
    }
    return RecordedSnapshot.open(location, found);
  }

  private InvalidInputException none(String option, Instant time) {
    String nearest =
        location.snapshots().nearest(SnapshotId.at(time, Optional.empty()), NEAREST).stream()
            .map(SnapshotId::value)
            .collect(Collectors.joining(", "));
    return unusable(
        "%s: no full snapshot at or before %s is in %s%s",
        option,
        time,
        location.from(),
        nearest.isEmpty() ? "" : "; the nearest snapshots are " + nearest);
  }

  static InvalidInputException unusable(String problem, Object... arguments) {
    return new InvalidInputException(
        "the past cannot be read", List.of(problem.formatted(arguments)));
  }
}
