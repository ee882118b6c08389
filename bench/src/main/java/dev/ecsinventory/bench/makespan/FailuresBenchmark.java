package dev.ecsinventory.bench.makespan;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.Export;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.ServedCalls;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The number of calls of an operation when all of them fail in an account and Region, divided by
 * the number when none fails.
 */
public final class FailuresBenchmark implements Benchmark {
  private static final BenchFleet FLEET = new BenchFleet(500);

  private static final List<String> OPERATIONS =
      List.of("ListServices", "DescribeServices", "DescribeTaskSets");

  private static final List<Failing> FAILURES =
      List.of(new Failing("denied", "ACCESS_DENIED"), new Failing("HTTP 500", "SERVER_ERROR"));

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Goal MOST = Goal.atMost(2);

  private record Failing(String name, String fault) {}

  @Override
  public String name() {
    return "failures";
  }

  @Override
  public String measures() {
    return "calls to ECS while an operation fails in a complete account and Region, over those"
        + " without a failure";
  }

  @Override
  public void run(Findings findings) throws Exception {
    ServedCalls normal = calls(List.of());
    for (String operation : OPERATIONS) {
      findings.add(Figure.of(operation + ": normal calls", normal.of(operation), ""));
      for (Failing failing : FAILURES) {
        ServedCalls failed = withFault(failing.fault(), operation);
        String name = "%s, %s: ".formatted(operation, failing.name());
        findings.add(Figure.of(name + "its calls", failed.of(operation), ""));
        findings.add(
            Figure.of(
                name + "all calls ÷ normal", (double) failed.all() / normal.all(), "×", MOST));
      }
    }
  }

  private static ServedCalls withFault(String fault, String operation) throws Exception {
    Path script = Files.createTempFile("faults-", ".json");
    try {
      Files.writeString(
          script,
          "{\"rules\":[{\"fault\":\"%s\",\"operation\":\"%s\"}]}".formatted(fault, operation));
      return calls(List.of("--faults", script.toString()));
    } finally {
      Files.delete(script);
    }
  }

  private static ServedCalls calls(List<String> options) throws IOException, InterruptedException {
    try (SimulatorProcess simulator = SimulatorProcess.start(FLEET, options);
        ScratchDirectory scratch = ScratchDirectory.create()) {
      Export.of(simulator.endpoint(), scratch.path().toString()).runWithFailures(FLEET, LIMIT);
      return simulator.stop();
    }
  }
}
