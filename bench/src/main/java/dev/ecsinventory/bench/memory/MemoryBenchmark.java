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

/**
 * The smallest heap in which fleets of very different size export, to S3 and without a table. What
 * a smaller fleet does not fit in, a larger one is not tried in.
 */
public final class MemoryBenchmark implements Benchmark {
  private static final List<BenchFleet> FLEETS =
      List.of(
          BenchFleet.ofTaskSets(1_000),
          BenchFleet.ofTaskSets(10_000),
          BenchFleet.ofTaskSets(100_000));

  private static final int STEP = 8;
  private static final int MOST = 512;

  /** A heap that is so small that the collector has all the time is too small. */
  private static final Duration BASE_LIMIT = Duration.ofSeconds(40);

  private static final long MILLIS_PER_TASK_SET = 3;

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
      findings.add(
          Figure.of("%,d task sets: smallest heap".formatted(fleet.taskSets()), heap, "MB"));
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
    Duration limit = BASE_LIMIT.plusMillis(MILLIS_PER_TASK_SET * fleet.taskSets());
    for (int heap = from; heap <= MOST; heap += STEP) {
      // An S3 and an ECS of its own for each: a snapshot that is there is not taken again.
      try (SimulatorProcess simulator = SimulatorProcess.start(fleet, List.of());
          ServerProcess s3 = ServerProcess.s3()) {
        boolean fits =
            Export.of(simulator.endpoint(), s3.endpoint()).inHeapOf(heap).succeeds(fleet, limit);
        findings.progress(
            "%,d task sets in %d MB: %s".formatted(fleet.taskSets(), heap, fits ? "yes" : "no"));
        if (fits) {
          return heap;
        }
      }
    }
    throw new IOException("%s does not fit in %d MB".formatted(fleet, MOST));
  }
}
