package dev.ecsinventory.cli.past;

import dev.ecsinventory.cli.past.TimeText.DurationConverter;
import dev.ecsinventory.cli.past.TimeText.TimeConverter;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.config.InvalidInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options {@code --as-of} and {@code --max-age}. */
public final class AsOfOption {
  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "The time to look at, such as 2026-01-15T06:00:00Z, or a snapshot ID. The newest full"
              + " snapshot at or before it counts. Default: now.")
  private Instant time;

  @Option(
      names = "--max-age",
      paramLabel = "AGE",
      converter = DurationConverter.class,
      description =
          "How much older than that time the snapshot may be, such as 90m, 6h or 2d. Default: any"
              + " age.")
  private Duration maxAge;

  /** The time that is asked about. */
  public Instant time(Clock clock) {
    return time == null ? clock.instant() : time;
  }

  /**
   * The snapshot that holds the state of the time.
   *
   * @throws InvalidInputException when there is none, or it is too old
   */
  public RecordedSnapshot find(SnapshotLocation location, Clock clock) {
    return new AsOf(location, Optional.ofNullable(maxAge)).find("--as-of", time(clock));
  }
}
