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
 * A snapshot's time for several accounts and Regions of the same size, divided by that for one. The
 * request rate is so low that it is the limit: the processors of the machine could send more.
 */
public final class AccountRegionsBenchmark implements Benchmark {
  private static final int SERVICES = 200;
  private static final int READS_PER_SECOND = 3;
  private static final int LATENCY = 25;

  private static final BenchFleet ONE = new BenchFleet(SERVICES);
  private static final List<BenchFleet> SEVERAL =
      List.of(new BenchFleet(SERVICES, 1, 8), new BenchFleet(SERVICES, 8, 8));

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Goal LONGEST = Goal.atMost(1.10);
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "account-regions";
  }

  @Override
  public String measures() {
    return "a snapshot's time for several accounts and Regions over that for one";
  }

  @Override
  public void run(Findings findings) throws Exception {
    double one = seconds(measure(ONE, findings));
    findings.add(Figure.of("one account and Region: makespan", one, "s"));
    for (BenchFleet fleet : SEVERAL) {
      JsonNode response = measure(fleet, findings);
      String of = "%d accounts and Regions: ".formatted(fleet.accountRegions());
      findings.add(
          Figure.of(of + "makespan ÷ makespan of one", seconds(response) / one, "×", LONGEST));
      findings.add(
          Figure.of(
              of + "calls per second of reading",
              response.get("calls").asDouble() / response.get("secondsOfReading").asDouble(),
              "/s"));
      findings.add(
          Figure.of(
              of + "processors busy, the simulator's share included",
              PERCENT * response.get("processorsBusy").asDouble(),
              "%"));
      findings.add(
          Figure.of(
              of + "exporter's memory", response.get("mostResidentMegabytes").asDouble(), "MB"));
    }
  }

  private static double seconds(JsonNode response) {
    return response.get("secondsToCommit").asDouble();
  }

  private static JsonNode measure(BenchFleet fleet, Findings findings) throws Exception {
    try (SimulatorProcess simulator = SimulatorProcess.ofAccountRegions(fleet, LATENCY);
        ScratchDirectory scratch = ScratchDirectory.create()) {
      simulator.warmUp();
      JsonNode response =
          Export.of(simulator.endpoint(), scratch.path().toString())
              .withReadsPerSecond(READS_PER_SECOND)
              .run(fleet, LIMIT);
      findings.progress(response.toString());
      return response;
    }
  }
}
