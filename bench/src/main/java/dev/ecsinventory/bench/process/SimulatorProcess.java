package dev.ecsinventory.bench.process;

import dev.ecsinventory.cli.Main;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code ecs-inventory simulate} in a process of its own. */
public final class SimulatorProcess implements AutoCloseable {
  /** A bucket of ECS holds five seconds of what it gains. */
  private static final Duration TIME_TO_FILL_UP = Duration.ofSeconds(6);

  private final ServerProcess server;

  private SimulatorProcess(ServerProcess server) {
    this.server = server;
  }

  /**
   * Starts it; when this returns, it answers.
   *
   * @param options as {@code simulate --help} lists them, beside those that make the fleet
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
   * Starts one of several accounts and Regions, with the buckets that AWS publishes.
   *
   * @param latency in milliseconds
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

  /**
   * Lets it answer one of every call some times over, and waits until its buckets are full again.
   */
  public void warmUp() throws InterruptedException {
    WarmUp.warm(endpoint());
    Thread.sleep(TIME_TO_FILL_UP);
  }

  /** Where it answers, for ECS and STS. */
  public String endpoint() {
    return server.endpoint();
  }

  /** Stops it and gives the calls that it received. */
  public ServedCalls stop() throws IOException {
    return ServedCalls.parse(server.stop());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
