package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scan}: a snapshot of a real account into local files. */
@Command(
    name = "scan",
    description =
        "Take a snapshot of a real account into local files. Credentials that may read ECS are"
            + " enough; nothing is deployed, and no bucket or table is needed.")
final class ScanCommand implements Callable<Integer> {
  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write.")
  private Path out;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "A region to read; may be repeated. Default: AWS_REGION.")
  private List<String> regions = List.of();

  @Option(
      names = "--cluster",
      paramLabel = "CLUSTER",
      description = "A cluster's name, ARN or glob; may be repeated. Default: all.")
  private List<String> clusters = List.of();

  private final Surroundings surroundings;

  ScanCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    throw new UnsupportedOperationException("not built yet");
  }
}
