package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.http.CallCounts;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: serves a fleet through the ECS API until it is interrupted. */
@Command(
    name = "simulate",
    description =
        "Serve a fleet through the ECS API, on this machine, until interrupted. Set"
            + " AWS_ENDPOINT_URL_ECS and AWS_ENDPOINT_URL_STS of any client to the printed"
            + " address.")
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, selects a free port.")
  private int port;

  @ArgGroup private FleetChoice choice = new FleetChoice();

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = "Simulated faults, as a JSON file. Default: none.")
  private Path faults;

  @Option(
      names = "--throttle",
      description = "Throttle cluster reads and service reads by the buckets that AWS publishes.")
  private boolean throttle;

  @Option(
      names = "--throttle-task-sets",
      description =
          "With --throttle: count DescribeTaskSets among the service reads. AWS publishes no bucket"
              + " for it.")
  private boolean throttleTaskSets;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Minimum latency of every response, in milliseconds. Default: 0.")
  private long latency;

  @Option(
      names = "--jitter",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "Maximum additional latency in milliseconds, uniformly distributed. Default: 0.")
  private long jitter;

  private final Surroundings surroundings;

  SimulateCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** The fleet; at most one of the options can be used. */
  private static final class FleetChoice {
    @Option(
        names = "--fleet",
        paramLabel = "FILE",
        description = "The fleet, as a JSON file. Default: the demo's.")
    private Path file;

    @ArgGroup(exclusive = false)
    private Generated generated;
  }

  /** A fleet that is generated from a seed and a size. */
  private static final class Generated {
    @Option(
        names = "--seed",
        paramLabel = "N",
        required = true,
        description = "Generate a fleet; the same seed and size generate the same one.")
    private long seed;

    @Option(
        names = "--size",
        paramLabel = "C,S,T",
        split = ",",
        arity = "1",
        description =
            "Size of the fleet: clusters, services per cluster and maximum of task sets per"
                + " service. Default: 3,10,3.")
    private List<Integer> size = List.of(3, 10, 3);

    @Option(
        names = "--uniform",
        description =
            "Generate only EXTERNAL services, each with exactly the number of task sets in --size.")
    private boolean uniform;

    FleetGenerator generator() {
      return uniform ? FleetGenerator.uniform(seed) : FleetGenerator.varied(seed);
    }
  }

  @Override
  public Integer call() {
    Fleet fleet = fleet();
    FaultScript script = faults == null ? FaultScript.NONE : FaultScript.read(faults);
    try (EcsSimulator simulator = start(fleet)) {
      simulator.faults(script);
      announce(simulator, fleet);
      awaitInterrupt(simulator);
    }
    return ExitCode.COMPLETE.value();
  }

  private Fleet fleet() {
    if (choice.file != null) {
      return Fleet.read(choice.file);
    }
    if (choice.generated == null) {
      return DemoFleet.read();
    }
    try {
      List<Integer> size = choice.generated.size;
      return choice
          .generated
          .generator()
          .generate(new FleetSize(size.get(0), size.get(1), size.get(2)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException impossible) {
      throw new InvalidInputException(
          "the simulator did not start",
          List.of(
              "--size: %s is not three counts, such as 3,10,3".formatted(choice.generated.size)));
    }
  }

  private EcsSimulator start(Fleet fleet) {
    SimulatorOptions options =
        SimulatorOptions.DEFAULTS
            .withBuckets(throttle)
            .withTaskSetsInServiceBucket(throttleTaskSets);
    options =
        checked(
            "--latency, --jitter", options, it -> it.withLatency(millis(latency), millis(jitter)));
    options = checked("--port", options, it -> it.withPort(port));
    return checked("--port", options, it -> EcsSimulator.start(fleet, it));
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }

  private static <T> T checked(
      String option, SimulatorOptions options, Function<SimulatorOptions, T> step) {
    try {
      return step.apply(options);
    } catch (IllegalArgumentException | IllegalStateException unusable) {
      throw new InvalidInputException(
          "the simulator did not start", List.of(option + ": " + unusable.getMessage()));
    }
  }

  private void announce(EcsSimulator simulator, Fleet fleet) {
    surroundings.out().println(simulator.endpoint());
    surroundings.out().flush();
    surroundings
        .err()
        .printf(
            "serving %s, %s, %s; stop with Ctrl-C%n",
            Counted.of(fleet.clusters().count(), "cluster"),
            Counted.of(fleet.services().count(), "service"),
            Counted.of(fleet.taskSets().count(), "task set"));
  }

  /** Ctrl-C ends the process without returning here, so a shutdown hook prints the counts. */
  private void awaitInterrupt(EcsSimulator simulator) {
    Thread counts = new Thread(() -> tell(simulator.calls()));
    Runtime.getRuntime().addShutdownHook(counts);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      Runtime.getRuntime().removeShutdownHook(counts);
      counts.run();
    }
  }

  private void tell(CallCounts calls) {
    surroundings.err().printf("calls: %s, %d throttled%n", calls, calls.throttled());
  }
}
