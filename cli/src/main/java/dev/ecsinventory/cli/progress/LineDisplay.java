package dev.ecsinventory.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A line for the plan, one for the end, and between them one for each ten percent or two seconds:
 * few enough for a log, often enough to see that it moves.
 */
final class LineDisplay implements ConsoleProgress.Display {
  private static final Duration PAUSE = Duration.ofSeconds(2);

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
  public void show(Tally tally) {
    if (!planned) {
      planned = true;
      print(tally, tally.plan());
    } else if (tally.tenths() > shownTenths || isDue()) {
      print(tally, "%3d%%  %s".formatted(tally.percent(), tally.state()));
    }
  }

  private boolean isDue() {
    return !clock.instant().isBefore(shownAt.plus(PAUSE));
  }

  private void print(Tally tally, String line) {
    stream.println(line);
    shownTenths = tally.tenths();
    shownAt = clock.instant();
  }

  @Override
  public void finish(Tally tally, String status) {
    double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    stream.println("%s: %s, %.1f s".formatted(status, tally.state(), seconds));
  }

  @Override
  public void close() {
    stream.flush();
  }
}
