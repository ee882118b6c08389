package dev.ecsinventory.bench.process;

import dev.ecsinventory.cli.Main;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code ecs-inventory simulate} in a separate process. */
public final class SimulatorProcess implements AutoCloseable {
  /** ECS's buckets are full after five seconds. */
  private static final Duration TIME_TO_FILL_UP = Duration.ofSeconds(6);

  private final ServerProcess server;

  private SimulatorProcess(ServerProcess server) {
    this.server = server;
  }

  /**
   * Starts the simulator; it accepts requests when this method returns.
   *
   * @param options options of {@code simulate} in addition to those of the fleet
   */
  public static SimulatorProcess start(BenchFleet fleet, List<String> options) throws IOException {
    List<String> arguments = fleet.simulation();
    arguments.addAll(options);
    return new SimulatorProcess(
        ServerProcess.start(
            ChildJvm.of(Main.class, "-Xmx3g", "-XX:+UseSerialGC"),
            arguments.toArray(String[]::new)));
  }

  /**
   * Starts a simulator of several accounts and Regions, with AWS's published rate limits.
   *
   * @param latency latency in milliseconds
   */
  public static SimulatorProcess ofAccountRegions(BenchFleet fleet, int latency)
      throws IOException {
    return new SimulatorProcess(
        ServerProcess.start(
            ChildJvm.of(FleetServer.class, "-Xmx3g", "-XX:+UseSerialGC"),
            String.valueOf(fleet.services()),
            String.valueOf(fleet.accounts()),
            String.valueOf(fleet.regions()),
            String.valueOf(latency)));
  }

  /** Sends each kind of call several times, and waits until its buckets are full again. */
  public void warmUp() throws InterruptedException {
    WarmUp.warm(endpoint());
    Thread.sleep(TIME_TO_FILL_UP);
  }

  /** The endpoint of ECS and STS. */
  public String endpoint() {
    return server.endpoint();
  }

  /** Stops the simulator and returns the calls that it received. */
  public ServedCalls stop() throws IOException {
    return ServedCalls.parse(server.stop());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
