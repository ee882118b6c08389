package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: a snapshot of a made-up fleet, on engines in this process. */
@Command(
    name = "demo",
    description =
        "Take a snapshot of a made-up fleet, on an ECS simulator, DynamoDB and S3 in this process,"
            + " and show what was found. Needs no AWS account and leaves nothing running.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to leave the bucket's objects and table.json. Default: target/demo.")
  private Path out;

  private final Surroundings surroundings;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    throw new UnsupportedOperationException("not built yet");
  }
}
