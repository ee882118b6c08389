package dev.ecsinventory.cli.progress;

import dev.ecsinventory.schema.Row;
import java.io.PrintStream;
import java.time.InstantSource;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, followed by the final line of a snapshot. */
final class BarDisplay implements ConsoleProgress.Display {
  /**
   * A fixed width, because querying the terminal takes longer than most snapshots of small
   * accounts.
   */
  private static final int WIDTH = 79;

  private static final int UPDATE_MILLIS = 200;

  private final LineDisplay lastLine;
  private final BarLine line;
  private final ProgressBar bar;
  private boolean closed;

  BarDisplay(PrintStream stream) {
    this.lastLine = new LineDisplay(stream, InstantSource.system());
    this.line = new BarLine(stream, WIDTH);
    this.bar =
        ProgressBar.builder()
            .setTaskName("reading")
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(line)
            .continuousUpdate()
            .hideEta()
            .build();
  }

  @Override
  public void show(ProgressCounts tally) {
    if (!closed) {
      bar.maxHint(tally.total());
      bar.stepTo(tally.done());
      bar.setExtraMessage(tally.state());
    }
  }

  @Override
  public void finish(Row summary) {
    close();
    lastLine.finish(summary);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      line.drawHereOnly();
      bar.refresh();
      line.end();
      bar.close();
    }
  }
}
