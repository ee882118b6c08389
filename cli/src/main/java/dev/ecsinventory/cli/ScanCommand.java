package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.cli.setup.SettingsOption;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.RunMetrics;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.pipeline.SnapshotResult;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.write.state.DirectoryHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scan}: a snapshot of a real account into local files. */
@Command(
    name = "scan",
    description =
        "Take a snapshot of a real account into local files, and print its summary as JSON."
            + " Credentials that may read ECS are enough; nothing is deployed, and no bucket or"
            + " table is needed.",
    footer = {
      "",
      "Credentials come from the AWS SDK's usual sources, such as AWS_PROFILE. Other settings"
          + " are those of the settings file and the function's environment variables, such as"
          + " INVENTORY_ROLES or INVENTORY_ACCOUNTS."
    })
final class ScanCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write to; created if it does not exist.")
  private Path out;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "A Region to read; may be repeated. Default: AWS_REGION.")
  private List<String> regions = List.of();

  @Option(
      names = "--cluster",
      paramLabel = "CLUSTER",
      description = "A cluster's name, ARN or glob; may be repeated. Default: all.")
  private List<String> clusters = List.of();

  @Mixin private SettingsOption settingsFile = new SettingsOption();

  private final Surroundings surroundings;

  ScanCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    ScanOptions options =
        new ScanOptions(
            settingsFile.over(surroundings.environment(), surroundings.err()), regions, clusters);
    Settings settings = options.settings();
    SnapshotRequest request = options.request(settings, surroundings.clock().instant());
    makeDirectory();
    try {
      SnapshotResult result = take(settings, request);
      show(result.summary());
      return Summary.exitCode(result.summary(), !result.policyNotices().isEmpty()).value();
    } catch (SnapshotFailedException nothingRead) {
      show(nothingRead.summary());
      throw nothingRead;
    }
  }

  private void show(Row summary) {
    surroundings.out().println(JsonLinesEncoder.line(summary));
  }

  private SnapshotResult take(Settings settings, SnapshotRequest request) {
    try (AwsClients clients =
            new AwsClients(settings.homeRegion(), settings.readsPerSecond(), Backoff.DEFAULT);
        ConsoleProgress progress = surroundings.progress()) {
      SnapshotResult result =
          new SnapshotPipeline(
                  new Environment(
                      settings,
                      clients,
                      new DirectoryObjectStore(out.toAbsolutePath()),
                      new DirectoryHistory(out.toAbsolutePath(), settings.keys()),
                      surroundings.clock(),
                      progress))
              .run(request, Deadline.NONE);
      RunMetrics.notices(request.id(), result.policyNotices(), result.notRead());
      return result;
    }
  }

  private void makeDirectory() {
    try {
      Files.createDirectories(out);
    } catch (IOException failure) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of(
              "--out: \"%s\" is not a directory and cannot be created: %s"
                  .formatted(out, failure)));
    }
  }
}
