package dev.ecsinventory.bench.makespan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.ChildJvm;
import dev.ecsinventory.bench.process.ExportProcess;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.time.Duration;
import java.util.List;

/**
 * A snapshot's time over the least time in which AWS's published buckets allow the least number of
 * calls, with our share set to the whole bucket.
 */
public final class MakespanBenchmark implements Benchmark {
  private static final int TASK_SETS = 2;
  private static final List<Integer> SERVICES = List.of(1_000, 5_000);
  private static final double LONGEST = 1.03;
  private static final double MOST_THROTTLED_PERCENT = 1;
  private static final int PERCENT = 100;

  @Override
  public String name() {
    return "makespan";
  }

  @Override
  public String measures() {
    return "a snapshot's time over the least that ECS's read buckets allow";
  }

  @Override
  public void run(Findings findings) throws Exception {
    for (int services : SERVICES) {
      measure(new LeastCalls(services), findings);
    }
  }

  private static void measure(LeastCalls least, Findings findings) throws Exception {
    try (SimulatorProcess simulator = SimulatorProcess.start(options(least));
        ScratchDirectory scratch = ScratchDirectory.create()) {
      JsonNode answer =
          ChildJvm.of(ExportProcess.class, "-Xmx512m", "-XX:+UseSerialGC")
              .run(
                  Duration.ofMinutes(20),
                  simulator.endpoint(),
                  scratch.path().toString(),
                  String.valueOf(LeastCalls.READS_PER_SECOND));
      long throttled = simulator.stop();
      String fleet = "%,d services".formatted(least.services());
      findings.add(
          Figure.of(
              fleet + ": makespan / least time",
              answer.get("seconds").asDouble() / least.seconds(),
              "×",
              Goal.atMost(LONGEST)));
      findings.add(Figure.of(fleet + ": least time", least.seconds(), "s"));
      findings.add(
          Figure.of(
              fleet + ": calls / least calls",
              answer.get("calls").asDouble() / least.calls(),
              "×"));
      findings.add(
          Figure.of(
              fleet + ": calls throttled",
              PERCENT * (double) throttled / least.calls(),
              "%",
              Goal.below(MOST_THROTTLED_PERCENT)));
      findings.add(
          Figure.of(
              fleet + ": task sets lost",
              (double) least.services() * TASK_SETS - answer.get("taskSets").asInt(),
              "",
              Goal.atMost(0)));
    }
  }

  private static String[] options(LeastCalls least) {
    return new String[] {
      "--seed",
      "1",
      "--size",
      "%d,%d,%d".formatted(least.clusters(), LeastCalls.SERVICES_PER_CLUSTER, TASK_SETS),
      "--uniform",
      "--throttle",
      "--throttle-task-sets",
      "--latency",
      "25"
    };
  }
}
