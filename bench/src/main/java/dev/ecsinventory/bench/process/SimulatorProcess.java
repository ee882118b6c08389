package dev.ecsinventory.bench.process;

import dev.ecsinventory.cli.Main;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ecs-inventory simulate} in a process of its own. */
public final class SimulatorProcess implements AutoCloseable {
  private static final Pattern COUNTS = Pattern.compile("calls: \\{.*}, (\\d+) throttled");

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

  /** Stops it and says how many calls it throttled. */
  public long stop() throws IOException {
    String log = server.stop();
    Matcher counts = COUNTS.matcher(log);
    if (!counts.find()) {
      throw new IOException("the simulator did not say what it was called for:\n" + log);
    }
    return Long.parseLong(counts.group(1));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
