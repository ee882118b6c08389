package dev.ecsinventory.cli.progress;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.schema.Row;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Shows progress on a stream: a bar on a terminal, plain lines otherwise. Safe for concurrent use.
 * Closing it writes the last line, after the final warnings, and ends it.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {
  private final Display display;
  private Optional<Row> ended = Optional.empty();
  private ProgressCounts tally = ProgressCounts.NOTHING;

  ConsoleProgress(Display display) {
    this.display = requireNonNull(display, "display is null");
  }

  /**
   * Shows progress on {@code stream}.
   *
   * @param watched whether the stream is a terminal
   */
  public static ConsoleProgress on(PrintStream stream, boolean watched) {
    return new ConsoleProgress(
        watched ? new BarDisplay(stream) : new LineDisplay(stream, InstantSource.system()));
  }

  /** The display of a tally. */
  sealed interface Display permits BarDisplay, LineDisplay {
    void show(ProgressCounts tally);

    void finish(Row summary);

    /** Ends the display, whether the snapshot is complete or not. */
    void close();
  }

  @Override
  public synchronized void planned(int targets, int clusters, int services) {
    show(tally.planned(targets, clusters, services));
  }

  @Override
  public synchronized void servicesRead(int count) {
    show(tally.read(count, 0));
  }

  @Override
  public synchronized void taskSetsRead(int count) {
    show(tally.read(0, count));
  }

  @Override
  public synchronized void failuresSeen(int count) {
    show(tally.failed(count));
  }

  @Override
  public synchronized void targetFinished(String target) {
    show(tally.finishedTarget());
  }

  @Override
  public synchronized void ended(Row summary) {
    ended = Optional.of(summary);
  }

  /** How far the snapshot is. */
  public synchronized String state() {
    return tally.remaining();
  }

  private void show(ProgressCounts next) {
    tally = next;
    display.show(tally);
  }

  @Override
  public synchronized void close() {
    ended.ifPresent(display::finish);
    ended = Optional.empty();
    display.close();
  }
}
