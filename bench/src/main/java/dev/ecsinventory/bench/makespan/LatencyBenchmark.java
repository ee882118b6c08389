package dev.ecsinventory.bench.makespan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.Export;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.SimulatorProcess;
import java.time.Duration;
import java.util.List;

/**
 * The share of the time in which the concurrency limit is reached, if latency is the only limit.
 */
public final class LatencyBenchmark implements Benchmark {
  private static final BenchFleet FLEET = new BenchFleet(20_000);

  /** 25 ms ± 15 ms. */
  private static final List<String> LATENCY = List.of("--latency", "10", "--jitter", "30");

  /** The function's concurrency limit, and twice as much. */
  private static final List<Integer> CONCURRENCY_LIMITS =
      List.of(EcsReader.DEFAULT_CONCURRENT_CALLS, 2 * EcsReader.DEFAULT_CONCURRENT_CALLS);

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String measures() {
    return "share of the time in which the concurrency limit is reached when latency is the limit";
  }

  @Override
  public void run(Findings findings) throws Exception {
    try (SimulatorProcess simulator = SimulatorProcess.start(FLEET, LATENCY)) {
      simulator.warmUp();
      for (int limit : CONCURRENCY_LIMITS) {
        measure(simulator, limit, findings);
      }
    }
  }

  private static void measure(SimulatorProcess simulator, int limit, Findings findings)
      throws Exception {
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      JsonNode response =
          Export.of(simulator.endpoint(), scratch.path().toString())
              .withConcurrentCalls(limit)
              .run(FLEET, LIMIT);
      findings.progress(response.toString());
      add("limit of %d: ".formatted(limit), response, findings);
    }
  }

  private static void add(String of, JsonNode response, Findings findings) {
    findings.add(Figure.of(of + "all in flight", percent(response, "allInFlight"), "%"));
    findings.add(
        Figure.of(of + "fewer, at the beginning", percent(response, "startOfReading"), "%"));
    findings.add(
        Figure.of(of + "fewer, between two calls", percent(response, "betweenCalls"), "%"));
    findings.add(Figure.of(of + "fewer, at the end", percent(response, "endOfReading"), "%"));
    findings.add(
        Figure.of(of + "in flight on average", response.get("meanInFlight").asDouble(), "calls"));
    findings.add(
        Figure.of(
            of + "a call is in flight for", response.get("millisecondsInFlight").asDouble(), "ms"));
    findings.add(
        Figure.of(
            of + "calls per second of reading",
            response.get("calls").asDouble() / response.get("secondsOfReading").asDouble(),
            "/s"));
    findings.add(
        Figure.of(
            of + "processors busy, the simulator's share included",
            percent(response, "processorsBusy"),
            "%"));
  }

  private static double percent(JsonNode response, String field) {
    return PERCENT * response.get(field).asDouble();
  }
}
