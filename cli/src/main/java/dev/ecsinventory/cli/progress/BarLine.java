package dev.ecsinventory.cli.progress;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of a terminal on which the bar is drawn repeatedly. The library draws from a thread of
 * its own, possibly late; after the line has ended, nothing is drawn any more.
 */
final class BarLine implements ProgressBarConsumer {
  private final PrintStream stream;
  private final int width;
  private Thread drawer;
  private boolean ended;

  BarLine(PrintStream stream, int width) {
    this.stream = requireNonNull(stream, "stream is null");
    this.width = width;
  }

  @Override
  public int getMaxRenderedLength() {
    return width;
  }

  @Override
  public synchronized void accept(String bar) {
    boolean mayDraw = drawer == null || drawer == Thread.currentThread();
    if (mayDraw && !ended) {
      stream.print("\r" + bar.substring(0, Math.min(bar.length(), width)));
    }
  }

  /** From now on only this thread draws. */
  synchronized void drawHereOnly() {
    drawer = Thread.currentThread();
  }

  /** Ends the line. */
  synchronized void end() {
    ended = true;
    stream.println();
  }

  /** Ignores the library's request to end the line; {@link #end} ends it. */
  @Override
  public void close() {}
}
