package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.aws.RegionOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.past.AsOfOption;
import dev.ecsinventory.cli.past.RecordedSnapshot;
import dev.ecsinventory.cli.past.TimeText;
import dev.ecsinventory.cli.past.ecs.PastEcs;
import dev.ecsinventory.cli.past.ecs.PastEndpoint;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.config.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: ECS as it was, until it is interrupted. */
@Command(
    name = "serve",
    description =
        "Serve ECS as a snapshot recorded it, on this machine, until interrupted. Point"
            + " AWS_ENDPOINT_URL_ECS of any client at the address that is printed, and use the"
            + " account's ID as AWS_ACCESS_KEY_ID.",
    footer = {
      "",
      "What the snapshot could not read is the recorded failure, never an empty list. Writes are"
          + " denied."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Mixin private FromOption from;
  @Mixin private AsOfOption asOf;
  @Mixin private AwsOptions aws;
  @Mixin private RegionOption region;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where to listen; 0, the default, takes a free port.")
  private int port;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description =
          "The account of clients whose access key ID is no account ID. Default: the only account"
              + " of the snapshot.")
  private String account;

  private final Surroundings surroundings;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    Instant time = asOf.time(surroundings.clock());
    PastEcs ecs = read();
    try (PastEndpoint endpoint = start(ecs, time)) {
      announce(ecs.snapshot(), endpoint, time);
      surroundings.err().print(WrappedText.of("", "It has " + ecs.extent() + "."));
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.COMPLETE.value();
  }

  private PastEcs read() {
    try (AwsClients clients = aws.apply(surroundings.clients(region.name()))) {
      PastEcs ecs =
          new PastEcs(
              asOf.find(from.open(surroundings.environment(), clients), surroundings.clock()));
      ecs.readAll();
      return ecs;
    }
  }

  private PastEndpoint start(PastEcs ecs, Instant time) {
    if (port < 0 || port > LAST_PORT) {
      throw unusable("%d is no port; accepted: 0 to %d".formatted(port, LAST_PORT));
    }
    try {
      return PastEndpoint.start(ecs, time, Optional.ofNullable(account), port);
    } catch (IllegalStateException inUse) {
      throw unusable(inUse.getMessage());
    }
  }

  private static InvalidInputException unusable(String problem) {
    return new InvalidInputException("the endpoint did not start", List.of("--port: " + problem));
  }

  private void announce(RecordedSnapshot snapshot, PastEndpoint endpoint, Instant time) {
    surroundings.out().println(endpoint.uri());
    surroundings.out().flush();
    surroundings
        .err()
        .print(
            WrappedText.of(
                "",
                "serving snapshot %s, %s before %s, with %s; stop with Ctrl-C"
                    .formatted(
                        snapshot.id(),
                        TimeText.of(Duration.between(snapshot.id().time(), time)),
                        time,
                        Counted.of(snapshot.manifest().notRead().size(), "read failure"))));
  }
}
