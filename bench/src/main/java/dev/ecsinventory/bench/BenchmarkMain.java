package dev.ecsinventory.bench;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Machine;
import dev.ecsinventory.bench.harness.Result;
import dev.ecsinventory.bench.harness.Results;
import dev.ecsinventory.bench.harness.ResultsPage;
import dev.ecsinventory.bench.harness.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs benchmarks: {@code BenchmarkMain NAMES PAGE}, from the module's folder. NAMES are
 * comma-separated, or {@code all} or {@code none}; PAGE is whether the figures of the measured
 * benchmarks are also written to {@code docs/benchmarks.md}.
 *
 * <p>It exits with 1 when a benchmark failed, and with 2 for invalid arguments. A goal that is not
 * met is a finding, not a failure.
 */
public final class BenchmarkMain {
  private static final Path RESULTS = Path.of("target", "results.json");
  private static final Path PAGE = Path.of("..", "docs", "benchmarks.md");

  private BenchmarkMain() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments[0], Boolean.parseBoolean(arguments[1])));
  }

  private static int run(String names, boolean page) throws IOException {
    List<Benchmark> chosen;
    try {
      chosen = Benchmarks.chosen(names);
    } catch (IllegalArgumentException unknown) {
      System.err.println(unknown.getMessage());
      return 2;
    }
    boolean broken = !chosen.isEmpty() && !measure(chosen);
    return page && !broken ? renewPage() : broken ? 1 : 0;
  }

  /** Runs the benchmarks; false when one of them failed. */
  private static boolean measure(List<Benchmark> benchmarks) {
    Machine machine = Machine.here(Path.of("."));
    List<Result> results = new ArrayList<>();
    boolean allSucceeded = true;
    for (Benchmark benchmark : benchmarks) {
      Findings findings = new Findings(benchmark.name(), System.out);
      findings.progress(benchmark.measures());
      try {
        benchmark.run(findings);
      } catch (Exception failure) {
        allSucceeded = false;
        failure.printStackTrace();
        findings.note("It failed: " + failure);
      }
      results.add(findings.result(benchmark.measures()));
      new Results(machine, results).write(RESULTS);
    }
    System.out.println();
    System.out.println(ResultsTable.of(new Results(machine, results)));
    return allSucceeded;
  }

  private static int renewPage() throws IOException {
    Results results = Results.read(RESULTS);
    Files.writeString(PAGE, ResultsPage.renewed(Files.readString(PAGE), results));
    System.out.println("renewed " + PAGE.toRealPath());
    return 0;
  }
}
