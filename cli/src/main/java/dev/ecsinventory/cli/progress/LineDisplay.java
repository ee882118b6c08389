package dev.ecsinventory.cli.progress;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A line for the plan, one for the end, and between them one per ten percent, or per half minute if
 * that is longer: few enough for a log, and frequent enough to show progress.
 */
final class LineDisplay implements ConsoleProgress.Display {
  private static final Duration MIN_PAUSE = Duration.ofSeconds(2);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private final PrintStream stream;
  private final InstantSource clock;
  private final Instant begin;
  private Instant shownAt;
  private int shownTenths;
  private boolean planned;

  LineDisplay(PrintStream stream, InstantSource clock) {
    this.stream = stream;
    this.clock = clock;
    this.begin = clock.instant();
    this.shownAt = begin;
  }

  @Override
  public void show(ProgressCounts tally) {
    if (tally.isPlanning()) {
      return;
    }
    if (!planned) {
      planned = true;
      print(tally, tally.plan());
    } else if (isDue(tally)) {
      print(tally, "%3d%%  %s".formatted(tally.percent(), tally.state()));
    }
  }

  private boolean isDue(ProgressCounts tally) {
    Duration pause = Duration.between(shownAt, clock.instant());
    return pause.compareTo(MAX_PAUSE) >= 0
        || (pause.compareTo(MIN_PAUSE) >= 0 && tally.tenths() > shownTenths);
  }

  private void print(ProgressCounts tally, String line) {
    stream.println(line);
    shownTenths = tally.tenths();
    shownAt = clock.instant();
  }

  @Override
  public void finish(Row summary) {
    double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    String counts =
        ProgressCounts.counts(
            summary.get(Snapshots.SERVICE_COUNT),
            summary.get(Snapshots.TASK_SET_COUNT),
            summary.get(Snapshots.READ_FAILURE_COUNT));
    stream.println(
        "%s: %s%s, %.1f s"
            .formatted(summary.get(Snapshots.STATUS), accounts(summary), counts, seconds));
  }

  /** A single account that was read needs no mention. */
  private static String accounts(Row summary) {
    Integer all = summary.get(Snapshots.ACCOUNT_COUNT);
    return all == null || all <= 1
        ? ""
        : "%,d of %,d accounts, ".formatted(summary.get(Snapshots.READ_ACCOUNT_COUNT), all);
  }

  @Override
  public void close() {
    stream.flush();
  }
}
