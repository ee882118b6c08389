package dev.ecsinventory.bench.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.Export;
import dev.ecsinventory.bench.process.ExportProcess;
import dev.ecsinventory.bench.process.IdleProcess;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.ServerProcess;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.time.Duration;
import java.util.List;

/**
 * Compares the exporter with a plain boto3 script, on the same simulator and S3 in the same run.
 * The script writes the task sets as JSON Lines; the exporter writes its complete output.
 */
public final class ScriptBenchmark implements Benchmark {
  private static final BenchFleet SMALL = BenchFleet.ofTaskSets(2_000);
  private static final BenchFleet LARGE = BenchFleet.ofTaskSets(50_000);
  private static final List<String> LATENCY = List.of("--latency", "10");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int WORKERS = 16;

  /** In megabytes; the memory benchmark measures the smallest possible heap. */
  private static final int HEAP = 48;

  @Override
  public String name() {
    return "script";
  }

  @Override
  public String measures() {
    return "time and memory compared with a boto3 script";
  }

  @Override
  public void run(Findings findings) throws Exception {
    if (!Script.canRun()) {
      findings.note("Skipped: there is no python3 with boto3 on this machine.");
      return;
    }
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Script script = Script.in(scratch.path());
      compare(script, SMALL, 1, "sequential calls", findings);
      compare(script, LARGE, WORKERS, "a pool of %d".formatted(WORKERS), findings);
    }
    findings.add(
        Figure.of("the exporter's JVM when it is idle", IdleProcess.ofNothing(HEAP), "MB"));
    findings.add(
        Figure.of(
            "the exporter's JVM when it only builds the clients",
            IdleProcess.ofClients(HEAP),
            "MB"));
  }

  private static void compare(
      Script program, BenchFleet fleet, int workers, String description, Findings findings)
      throws Exception {
    try (SimulatorProcess simulator = SimulatorProcess.start(fleet, LATENCY);
        ServerProcess s3 = ServerProcess.s3()) {
      JsonNode script =
          program.run(simulator.endpoint(), s3.endpoint(), ExportProcess.BUCKET, workers);
      findings.progress("script: " + script);
      JsonNode exporter =
          Export.of(simulator.endpoint(), s3.endpoint())
              .withConcurrentCalls(workers)
              .inHeapOf(HEAP)
              .run(fleet, LIMIT);
      findings.progress("exporter: " + exporter);
      add(
          "%,d task sets, %s: ".formatted(fleet.taskSets(), description),
          exporter,
          script,
          findings);
    }
  }

  private static void add(String of, JsonNode exporter, JsonNode script, Findings findings) {
    double memory = megabytes(exporter) / megabytes(script);
    double time = seconds(exporter) / seconds(script);
    boolean hasGoal = script.get("taskSets").asInt() == LARGE.taskSets();
    findings.add(new Figure(of + "time ÷ script's", time, "×", hasGoal ? Goal.atMost(1) : null));
    findings.add(
        new Figure(of + "memory ÷ script's", memory, "×", hasGoal ? Goal.atMost(0.1) : null));
    findings.add(Figure.of(of + "script's memory", megabytes(script), "MB"));
    findings.add(Figure.of(of + "exporter's memory", megabytes(exporter), "MB"));
  }

  private static double seconds(JsonNode response) {
    return response.get("seconds").asDouble();
  }

  private static double megabytes(JsonNode response) {
    return response.get("mostResidentMegabytes").asDouble();
  }
}
