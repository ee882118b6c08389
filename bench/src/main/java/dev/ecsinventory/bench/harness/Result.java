package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The result of a benchmark.
 *
 * @param measures the meaning of the figures, as one line
 * @param notes notes for readers of the figures
 */
public record Result(String benchmark, String measures, List<Figure> figures, List<String> notes) {
  public Result {
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(measures, "measures is null");
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }
}
