package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What one benchmark finds; told as it comes, as a run takes minutes. */
public final class Findings {
  private final String benchmark;
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Findings of {@code benchmark}, told to {@code out}. */
  public Findings(String benchmark, PrintStream out) {
    this.benchmark = requireNonNull(benchmark, "benchmark is null");
    this.out = requireNonNull(out, "out is null");
  }

  /** Something was measured. */
  public synchronized void add(Figure figure) {
    figures.add(figure);
    progress(
        "%s: %s %s %s"
            .formatted(
                figure.name(), figure.shownValue(), figure.shownGoal(), figure.shownStatus()));
  }

  /** Something that readers of the figures must know, such as what was left out and why. */
  public synchronized void note(String note) {
    notes.add(note);
    progress(note);
  }

  /** Something that only whoever waits wants to know. */
  public void progress(String line) {
    out.println("[%s] %s".formatted(benchmark, line.strip()));
  }

  /** All of it. */
  public synchronized Result result(String measures) {
    return new Result(benchmark, measures, figures, notes);
  }
}
