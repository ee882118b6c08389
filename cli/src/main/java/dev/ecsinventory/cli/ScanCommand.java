package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.aws.RegionsOfAccount;
import dev.ecsinventory.cli.check.EvaluatedScan;
import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.check.PolicyOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.cli.progress.Interruption;
import dev.ecsinventory.cli.setup.SettingsOption;
import dev.ecsinventory.config.FileProblem;
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
import dev.ecsinventory.write.directory.DirectoryHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;

/** {@code scan}: a snapshot of a real account into local files. */
@Command(
    name = "scan",
    description =
        "Take a snapshot of a real account into local files, and print its summary as JSON or,"
            + " with --policy, the table of check."
            + " Credentials that may read ECS are enough; nothing is deployed, and no bucket or"
            + " table is needed.",
    footer = {
      "",
      "Credentials come from --profile, --role-arn, or the AWS SDK's usual sources. Other settings"
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

  @ArgGroup private RegionSelection selection = new RegionSelection();

  @Option(
      names = "--cluster",
      paramLabel = "CLUSTER",
      description = "A cluster's name, ARN or glob; may be repeated. Default: all.")
  private List<String> clusters = List.of();

  @Mixin private SettingsOption settingsFile = new SettingsOption();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Evaluate this tag policy, a file or any location that TAG_POLICY accepts: prints the"
              + " table of check in place of JSON, and uses its exit codes.")
  private String policy;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "The snapshot's time, of the last 24 hours. A scan that was interrupted is resumed by its"
              + " time and otherwise equal options. Default: now.")
  private Instant time;

  @Mixin private AwsOptions aws;

  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  ScanCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** The Regions to read. */
  private static final class RegionSelection {
    @Option(
        names = "--region",
        paramLabel = "REGION",
        description =
            "A Region to read; may be repeated. Default: AWS_REGION, or the Region of the profile.")
    private List<String> regions = List.of();

    @Option(
        names = "--all-regions",
        description =
            "Read all Regions that the account has enabled; requires account:ListRegions.")
    private boolean all;
  }

  @Override
  public Integer call() {
    ScanOptions options = new ScanOptions(environment(), regions(), clusters);
    Settings settings = options.settings();
    Instant now = surroundings.clock().instant();
    SnapshotRequest request = options.request(settings, time == null ? now : time, now);
    InvokedEvent.rejectOld("--time", request, now);
    makeDirectory();
    try (AwsClients clients =
        aws.apply(
            new AwsClients(settings.homeRegion(), settings.readsPerSecond(), Backoff.DEFAULT))) {
      SnapshotResult result = take(settings, request, clients);
      return policy == null ? summarize(result) : evaluate(result, settings, request, clients);
    } catch (SnapshotFailedException nothingRead) {
      show(nothingRead.summary());
      throw nothingRead;
    }
  }

  /**
   * The environment and the settings file, with the Region of the profile and the policy that the
   * options name.
   */
  private Map<String, String> environment() {
    Map<String, String> process = new HashMap<>(surroundings.environment());
    surroundings.region().ifPresent(region -> process.putIfAbsent("AWS_REGION", region));
    Map<String, String> environment = new HashMap<>(settingsFile.over(process, surroundings.err()));
    if (policy != null) {
      environment.put(Settings.TAG_POLICY, PolicyOption.location(policy));
    }
    return environment;
  }

  private List<String> regions() {
    if (!selection.all) {
      return selection.regions;
    }
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      return RegionsOfAccount.of(clients, surroundings.region().orElse(Region.US_EAST_1.id()));
    }
  }

  private int summarize(SnapshotResult result) {
    show(result.summary());
    return Summary.exitCode(result.summary(), !result.policyNotices().isEmpty()).value();
  }

  private int evaluate(
      SnapshotResult result, Settings settings, SnapshotRequest request, AwsClients clients) {
    EvaluatedScan scan =
        EvaluatedScan.read(out.toAbsolutePath(), settings.keys(), request.id(), clients);
    surroundings.out().print(scan.text(surroundings.terminal(), policy));
    surroundings.out().flush();
    if (scan.result().failing(FailureCondition.ANY) > 0) {
      return ExitCode.NON_COMPLIANT.value();
    }
    boolean isProven = scan.result().notProven().isEmpty() && result.policyNotices().isEmpty();
    return (isProven ? ExitCode.COMPLETE : ExitCode.PARTIAL).value();
  }

  /** How far the scan is, and the command that resumes it: the same one, with its time. */
  private String interrupted(SnapshotRequest request, ConsoleProgress progress) {
    List<String> arguments =
        new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
    if (time == null) {
      arguments.addAll(List.of("--time", request.id().time().toString()));
    }
    return Interruption.report(progress, " within 24 hours", arguments);
  }

  private void show(Row summary) {
    surroundings.out().println(JsonLinesEncoder.line(summary));
  }

  private SnapshotResult take(Settings settings, SnapshotRequest request, AwsClients clients) {
    try (ConsoleProgress progress = surroundings.progress();
        Interruption _ =
            Interruption.reportedOn(surroundings.err(), () -> interrupted(request, progress))) {
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
                  .formatted(out, FileProblem.of(failure))));
    }
  }
}
