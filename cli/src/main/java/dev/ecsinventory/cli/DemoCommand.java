package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.check.CheckResult;
import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.demo.BucketCopy;
import dev.ecsinventory.cli.demo.DemoDays;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.cli.demo.EventList;
import dev.ecsinventory.cli.demo.FleetList;
import dev.ecsinventory.cli.demo.SnapshotFiles;
import dev.ecsinventory.cli.demo.TableExport;
import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.cli.result.ResultTable;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: a snapshot of a sample fleet, on engines in this process. */
@Command(
    name = "demo",
    description =
        "Take a snapshot of a sample fleet, on an ECS simulator, DynamoDB, S3 and an event bus in"
            + " this process, after snapshots of the two previous days, and show the result. Needs"
            + " no AWS account, calls nothing outside the process, and ends all servers.")
final class DemoCommand implements Callable<Integer> {
  private static final String EVENT = "/events/scheduled.json";
  private static final String TABLE_FILE = "table.json";
  private static final String NO_TABLE =
      "This installation has no DynamoDB Local, whose license does not permit a release to contain"
          + " it. Without a table, the demo sends no events; \"./ecs-inventory demo\" in a checkout"
          + " of the project does.";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the bucket's objects, which include the report, and table.json. Default:"
              + " target/demo.")
  private Path out;

  private final Surroundings surroundings;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    Path directory = directory();
    ObjectKeys keys = new ObjectKeys(Settings.DEFAULT_PREFIX);
    Row summary;
    List<String> objects;
    OptionalInt items = OptionalInt.empty();
    List<JsonNode> events;
    boolean hasTable;
    try (DemoEngines engines = DemoEngines.start(DemoFleet.read());
        AwsClients clients =
            new AwsClients(
                DemoEngines.REGION.id(), DemoEngines.READS_PER_SECOND, Backoff.DEFAULT)) {
      new DemoDays(engines, clients).take();
      hasTable = engines.hasTable();
      summary = snapshot(engines, clients);
      events = engines.eventBus().details();
      clear(directory, keys);
      objects = new BucketCopy(clients.s3(), DemoEngines.BUCKET).into(directory);
      if (hasTable) {
        items =
            OptionalInt.of(
                new TableExport(clients.dynamoDb(), DemoEngines.TABLE)
                    .into(directory.resolve(TABLE_FILE)));
      }
    }
    showFleet(new SnapshotFiles(directory, keys), summary);
    if (hasTable) {
      surroundings.out().print(new EventList(events).text());
    }
    show(summary);
    showFiles(directory, keys, objects.size(), items);
    if (!hasTable) {
      surroundings.out().print(WrappedText.of(surroundings.terminal().width(), "", NO_TABLE));
    }
    return Summary.exitCode(summary, false).value();
  }

  private void showFleet(SnapshotFiles files, Row summary) {
    String id = summary.get(Snapshots.DATASET.snapshotId());
    List<Row> taskSets = files.rowsOf(id, TaskSets.DATASET);
    List<Row> violations = files.rowsOf(id, TagViolations.DATASET);
    show(
        new FleetList(
            files.rowsOf(id, Clusters.DATASET),
            files.rowsOf(id, Services.DATASET),
            taskSets,
            surroundings.terminal()));
    show(CheckResult.found(summary, taskSets, violations, AccountNames.NONE));
    surroundings.out().println();
  }

  private Path directory() {
    Path directory = out == null ? surroundings.home().resolve("target/demo") : out;
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of("--out: \"%s\" is not a directory".formatted(directory)));
    }
    return directory;
  }

  private void show(CheckResult result) {
    surroundings
        .out()
        .print(ResultTable.of(result.shown(FailureCondition.ANY), surroundings.terminal()));
  }

  private Row snapshot(DemoEngines engines, AwsClients clients) {
    if (engines.hasTable()) {
      return Summary.row(FunctionRun.of(surroundings, engines.settings(), event()));
    }
    try (ConsoleProgress progress = surroundings.progress();
        StandardOutput _ = StandardOutput.silenced()) {
      Environment environment = engines.environment(clients, surroundings.clock(), progress);
      SnapshotRequest request =
          SnapshotRequest.read(event(), environment.settings(), surroundings.clock());
      SnapshotPipeline pipeline = new SnapshotPipeline(environment);
      Row summary = pipeline.run(request, Deadline.NONE).summary();
      pipeline.maintain(request, Deadline.NONE);
      return summary;
    }
  }

  private void showFiles(Path directory, ObjectKeys keys, int objects, OptionalInt items) {
    String table =
        items.isPresent() ? " and %s with %d items".formatted(TABLE_FILE, items.getAsInt()) : "";
    surroundings.out().printf("Left in %s: %d objects%s%n", directory, objects, table);
    surroundings
        .out()
        .printf(
            "Evaluate another policy: ./ecs-inventory check --snapshot %s --policy FILE%n",
            directory);
    surroundings.out().printf("Report: %s%n", directory.resolve(keys.latestReport()));
  }

  private static InputStream event() {
    return DemoCommand.class.getResourceAsStream(EVENT);
  }

  /** Deletes the output of an earlier demo, and nothing else. */
  private static void clear(Path directory, ObjectKeys keys) {
    try {
      Files.deleteIfExists(directory.resolve(TABLE_FILE));
      Path objects = directory.resolve(keys.prefix());
      if (Files.isDirectory(objects)) {
        try (Stream<Path> tree = Files.walk(objects)) {
          for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void show(FleetList table) {
    surroundings.out().println();
    surroundings.out().print(table.text());
  }

  private void show(Row summary) {
    show(
        ("Snapshot %s is %s: %d clusters, %d services, %d task sets, %d read failures,"
                + " %d calls to ECS (%d throttled)")
            .formatted(
                summary.get(Snapshots.DATASET.snapshotId()),
                summary.get(Snapshots.STATUS),
                summary.get(Snapshots.CLUSTER_COUNT),
                summary.get(Snapshots.SERVICE_COUNT),
                summary.get(Snapshots.TASK_SET_COUNT),
                summary.get(Snapshots.READ_FAILURE_COUNT),
                summary.get(Snapshots.API_CALLS),
                summary.get(Snapshots.THROTTLED_CALLS)));
  }

  /** Prints a line, broken after the parts of its sentence. */
  private void show(String line) {
    List<String> parts = List.of(line.split("(?<=[,;:]) "));
    surroundings.out().print(WrappedText.of(surroundings.terminal().width(), "", parts));
  }
}
