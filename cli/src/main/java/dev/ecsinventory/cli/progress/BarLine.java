package dev.ecsinventory.cli.progress;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of a terminal that a bar is drawn on, over and over. The bar's library draws from a
 * thread of its own and may do so late; once the line was ended, nothing is drawn any more.
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

  /** Goes on to the next line. */
  synchronized void end() {
    ended = true;
    stream.println();
  }

  /** The library's wish to end the line; its owner decides. */
  @Override
  public void close() {}
}
