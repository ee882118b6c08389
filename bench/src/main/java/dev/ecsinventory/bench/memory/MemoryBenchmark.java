package dev.ecsinventory.bench.memory;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.Export;
import dev.ecsinventory.bench.process.ServerProcess;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the smallest heap for exports of fleets of very different sizes, to S3 and without a table.
 * A heap that is too small for a fleet is not tried for larger fleets.
 */
public final class MemoryBenchmark implements Benchmark {
  private static final List<BenchFleet> FLEETS =
      List.of(
          BenchFleet.ofTaskSets(1_000),
          BenchFleet.ofTaskSets(10_000),
          BenchFleet.ofTaskSets(100_000));

  private static final int STEP = 8;
  private static final int MOST = 512;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** A heap in which garbage collection takes nearly all the time is too small. */
  private static final int MAX_TIMES_AS_LONG = 8;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String measures() {
    return "the smallest heap in which a fleet exports";
  }

  @Override
  public void run(Findings findings) throws Exception {
    List<Integer> heaps = new ArrayList<>();
    int heap = 2 * STEP;
    for (BenchFleet fleet : FLEETS) {
      heap = smallest(fleet, heap, findings);
      heaps.add(heap);
    }
    findings.add(
        Figure.of(
            "largest fleet's heap ÷ smallest fleet's",
            (double) heaps.getLast() / heaps.getFirst(),
            "×",
            Goal.atMost(1)));
  }

  private static int smallest(BenchFleet fleet, int from, Findings findings)
      throws IOException, InterruptedException {
    double roomy = seconds(fleet, MOST, LONGEST, findings).orElseThrow(() -> tooLarge(fleet));
    Duration limit = Duration.ofMillis(Math.round(MAX_TIMES_AS_LONG * roomy * 1e3));
    for (int heap = from; heap <= MOST; heap += STEP) {
      OptionalDouble seconds = seconds(fleet, heap, limit, findings);
      if (seconds.isPresent()) {
        String name = "%,d task sets: ".formatted(fleet.taskSets());
        findings.add(Figure.of(name + "smallest heap", heap, "MB"));
        findings.add(
            Figure.of(
                name + "time in it ÷ in %d MB".formatted(MOST),
                seconds.getAsDouble() / roomy,
                "×"));
        return heap;
      }
    }
    throw tooLarge(fleet);
  }

  private static IOException tooLarge(BenchFleet fleet) {
    return new IOException("%s does not fit in %d MB".formatted(fleet, MOST));
  }

  /** The time of an export from the start of its process to the end; empty when it fails. */
  private static OptionalDouble seconds(
      BenchFleet fleet, int heap, Duration limit, Findings findings)
      throws IOException, InterruptedException {
    // Each export has its own S3 and ECS, because the exporter does not take a committed snapshot
    // again.
    try (SimulatorProcess simulator = SimulatorProcess.start(fleet, List.of());
        ServerProcess s3 = ServerProcess.s3()) {
      Export export = Export.of(simulator.endpoint(), s3.endpoint()).inHeapOf(heap);
      long begin = System.nanoTime();
      boolean fits = export.succeeds(fleet, limit);
      double seconds = (System.nanoTime() - begin) / 1e9;
      findings.progress(
          "%,d task sets in %d MB: %s, %.1f s"
              .formatted(fleet.taskSets(), heap, fits ? "yes" : "no", seconds));
      return fits ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }
  }
}
