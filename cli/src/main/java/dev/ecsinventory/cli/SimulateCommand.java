package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: serves a fleet as ECS would, until it is interrupted. */
@Command(
    name = "simulate",
    description =
        "Serve a fleet as ECS would, on this machine, until interrupted. Point AWS_ENDPOINT_URL_ECS"
            + " of any client at the address that is printed.")
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where to listen; 0, the default, takes a free port.")
  private int port;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "The fleet, as JSON. Default: the demo's.")
  private Path fleet;

  private final Surroundings surroundings;

  SimulateCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    throw new UnsupportedOperationException("not built yet");
  }
}
