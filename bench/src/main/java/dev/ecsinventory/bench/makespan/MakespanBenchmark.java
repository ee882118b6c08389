package dev.ecsinventory.bench.makespan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.Export;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.time.Duration;
import java.util.List;

/**
 * A snapshot's time, divided by the minimal time for the minimal number of calls by AWS's published
 * rate limits, with the request rate set to the full bucket.
 */
public final class MakespanBenchmark implements Benchmark {
  private static final List<BenchFleet> FLEETS =
      List.of(new BenchFleet(1_000), new BenchFleet(5_000));

  private static final List<String> AS_PUBLISHED =
      List.of("--throttle", "--throttle-task-sets", "--latency", "25");

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Goal LONGEST = Goal.atMost(1.03);
  private static final Goal MAX_THROTTLED = Goal.below(1);
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "makespan";
  }

  @Override
  public String measures() {
    return "a snapshot's time divided by the minimum that ECS's rate limits allow";
  }

  @Override
  public void run(Findings findings) throws Exception {
    for (BenchFleet fleet : FLEETS) {
      measure(fleet, findings);
    }
  }

  private static void measure(BenchFleet fleet, Findings findings) throws Exception {
    try (SimulatorProcess simulator = SimulatorProcess.start(fleet, AS_PUBLISHED);
        ScratchDirectory scratch = ScratchDirectory.create()) {
      simulator.warmUp();
      JsonNode response =
          Export.of(simulator.endpoint(), scratch.path().toString())
              .withReadsPerSecond(MinimumCalls.READS_PER_SECOND)
              .run(fleet, LIMIT);
      findings.progress(response.toString());
      add(fleet, response, simulator.stop().throttled(), findings);
    }
  }

  private static void add(BenchFleet fleet, JsonNode response, long throttled, Findings findings) {
    MinimumCalls least = new MinimumCalls(fleet);
    String of = "%,d services: ".formatted(fleet.services());
    double seconds = response.get("secondsToCommit").asDouble();
    double calls = response.get("calls").asDouble();
    findings.add(Figure.of(of + "minimal time", least.seconds(), "s"));
    findings.add(
        Figure.of(of + "makespan ÷ minimal time", seconds / least.seconds(), "×", LONGEST));
    findings.add(
        Figure.of(of + "until the first read", response.get("secondsToFirstRead").asDouble(), "s"));
    findings.add(
        Figure.of(
            of + "after the last read", response.get("secondsAfterLastRead").asDouble(), "s"));
    findings.add(
        Figure.of(
            of + "with the report ÷ minimal time",
            response.get("seconds").asDouble() / least.seconds(),
            "×"));
    findings.add(Figure.of(of + "calls ÷ minimal calls", calls / least.calls(), "×"));
    findings.add(
        Figure.of(of + "calls throttled", PERCENT * throttled / calls, "%", MAX_THROTTLED));
    findings.add(
        Figure.of(
            of + "task sets not read",
            fleet.taskSets() - response.get("taskSets").asInt(),
            "",
            Goal.atMost(0)));
  }
}
