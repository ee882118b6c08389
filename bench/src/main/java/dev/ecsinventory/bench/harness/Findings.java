package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The findings of one benchmark, printed immediately, because a run takes minutes. */
public final class Findings {
  private final String benchmark;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Findings of {@code benchmark}, printed to {@code out}. */
  public Findings(String benchmark, PrintStream out) {
    this.benchmark = requireNonNull(benchmark, "benchmark is null");
    this.out = requireNonNull(out, "out is null");
  }

  /** Adds a measured figure. */
  public synchronized void add(Figure figure) {
    figures.add(figure);
    progress(
        "%s: %s %s %s"
            .formatted(
                figure.name(), figure.shownValue(), figure.shownGoal(), figure.shownStatus()));
  }

  /** Adds a note for readers of the figures, such as omitted figures and the reason. */
  public synchronized void note(String note) {
    notes.add(note);
    progress(note);
  }

  /** Prints progress. */
  public void progress(String line) {
    out.println("[%s] %s".formatted(benchmark, line.strip()));
  }

  /** The result with all findings. */
  public synchronized Result result(String measures) {
    return new Result(benchmark, measures, figures, notes);
  }
}
