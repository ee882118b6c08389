package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param measures what the figures say, as one line
 * @param notes what readers of the figures must know
 */
public record Result(String benchmark, String measures, List<Figure> figures, List<String> notes) {
  public Result {
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(measures, "measures is null");
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }
}
