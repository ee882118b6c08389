package dev.ecsinventory.bench.process;

import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.http.CallCounts;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Serves a fleet of several accounts and Regions, which the command line cannot generate: {@code
 * FleetServer SERVICES ACCOUNTS REGIONS LATENCY_MILLISECONDS}. Its output is that of {@code
 * simulate}.
 */
public final class FleetServer {
  private FleetServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    BenchFleet fleet =
        new BenchFleet(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    Duration latency = Duration.ofMillis(Long.parseLong(arguments[3]));
    EcsSimulator simulator =
        EcsSimulator.start(
            generated(fleet),
            SimulatorOptions.DEFAULTS
                .withBuckets(true)
                .withTaskSetsInServiceBucket(true)
                .withLatency(latency, Duration.ZERO));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> printCounts(simulator.calls())));
    System.out.println(simulator.endpoint());
    System.out.flush();
    new CountDownLatch(1).await();
  }

  private static Fleet generated(BenchFleet fleet) {
    return FleetGenerator.uniform(1)
        .generate(
            new FleetSize(
                fleet.clusters(), BenchFleet.SERVICES_PER_CLUSTER, fleet.taskSetsPerService()),
            fleet.accountIds(),
            fleet.regionNames());
  }

  private static void printCounts(CallCounts calls) {
    System.err.printf("calls: %s, %d throttled%n", calls, calls.throttled());
  }
}
