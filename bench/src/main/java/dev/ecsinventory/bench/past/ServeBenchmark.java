package dev.ecsinventory.bench.past;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.EcsCalls;
import dev.ecsinventory.bench.process.Export;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.ServerProcess;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The endpoint of {@code serve}, compared with that of {@code simulate} for the same fleet: the
 * time until it accepts requests, and the time per call. Both are measured in turn.
 */
public final class ServeBenchmark implements Benchmark {
  private static final BenchFleet FLEET = new BenchFleet(2_000);
  private static final int STARTS = 5;
  private static final int WARM_UPS = 10;
  private static final int ROUNDS = 20;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS = 1e3;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Goal MOST = Goal.atMost(1.2);

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String measures() {
    return "the endpoint of a snapshot, compared with that of the simulator for the same fleet";
  }

  @Override
  public void run(Findings findings) throws Exception {
    try (ScratchDirectory snapshot = ScratchDirectory.create()) {
      export(snapshot.path());
      starts(snapshot.path(), findings);
      calls(snapshot.path(), findings);
    }
  }

  private static void export(Path directory) throws Exception {
    try (SimulatorProcess simulator = SimulatorProcess.start(FLEET, List.of())) {
      Export.of(simulator.endpoint(), directory.toString()).run(FLEET, LIMIT);
    }
  }

  private static void starts(Path snapshot, Findings findings) throws Exception {
    List<Double> simulate = new ArrayList<>();
    List<Double> serve = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      long begin = System.nanoTime();
      try (SimulatorProcess _ = SimulatorProcess.start(FLEET, List.of())) {
        simulate.add((System.nanoTime() - begin) / NANOS_PER_SECOND);
      }
      begin = System.nanoTime();
      try (ServerProcess _ = ServerProcess.serve(snapshot)) {
        serve.add((System.nanoTime() - begin) / NANOS_PER_SECOND);
      }
    }
    findings.add(Figure.of("simulate: until it accepts requests", median(simulate), "s"));
    findings.add(Figure.of("serve: until it accepts requests", median(serve), "s"));
    findings.add(
        Figure.of("serve ÷ simulate: to start", median(serve) / median(simulate), "×", MOST));
  }

  private static void calls(Path snapshot, Findings findings) throws Exception {
    List<Double> simulate = new ArrayList<>();
    List<Double> serve = new ArrayList<>();
    try (SimulatorProcess simulator = SimulatorProcess.start(FLEET, List.of());
        ServerProcess server = ServerProcess.serve(snapshot);
        EcsCalls present = new EcsCalls(simulator.endpoint());
        EcsCalls past = new EcsCalls(server.endpoint())) {
      for (int round = 0; round < WARM_UPS; round++) {
        present.readCluster();
        past.readCluster();
      }
      for (int round = 0; round < ROUNDS; round++) {
        simulate.add(millisPerCall(present));
        serve.add(millisPerCall(past));
      }
      findings.add(Figure.of("serve: resident memory", server.residentMegabytes(), "MB"));
    }
    findings.add(Figure.of("simulate: per call", median(simulate), "ms"));
    findings.add(Figure.of("serve: per call", median(serve), "ms"));
    findings.add(
        Figure.of("serve ÷ simulate: per call", median(serve) / median(simulate), "×", MOST));
  }

  private static double millisPerCall(EcsCalls calls) {
    long begin = System.nanoTime();
    int count = calls.readCluster();
    return (System.nanoTime() - begin) / NANOS_PER_SECOND * MILLIS / count;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
