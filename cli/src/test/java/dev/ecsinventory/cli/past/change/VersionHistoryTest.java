package dev.ecsinventory.cli.past.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.SdkProperties;
import dev.ecsinventory.cli.engine.Clients;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.cli.past.PastFleets;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The versions of the table are the history that the snapshots have. */
@Isolated
class VersionHistoryTest {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");
  private static final String TABLE = "inventory";
  private static final Instant FIRST = Instant.parse("2026-01-15T06:00:00Z");
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final int SNAPSHOTS = 8;

  private final SortedSet<String> taskSets = new TreeSet<>();
  private final EmbeddedDynamoDb engine = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
  private final DynamoDbClient client = Clients.of(engine, CREDENTIALS, Region.US_EAST_1);

  private SdkProperties properties;

  @TempDir private Path directory;

  @BeforeEach
  void start() {
    engine.createTable(TABLE);
    properties =
        new SdkProperties(
            Map.of(
                "aws.accessKeyId", CREDENTIALS.accessKeyId(),
                "aws.secretAccessKey", CREDENTIALS.secretAccessKey(),
                "aws.region", "us-east-1",
                "aws.endpointUrlDynamoDb", engine.endpoint().toString(),
                "aws.endpointUrlSts", engine.endpoint().toString()));
  }

  @AfterEach
  void stop() {
    properties.close();
    client.close();
    engine.close();
  }

  @Test
  void agreesWithTheSnapshots() {
    takeSnapshots(7);
    assertTrue(taskSets.size() > 10, taskSets::toString);
    int changes = 0;
    for (String taskSet : taskSets) {
      CommandLineRun files = history(taskSet, "--from", directory.toString());
      CommandLineRun table = history(taskSet, "--table", TABLE);
      assertEquals(files.out(), table.out(), table.err());
      assertEquals(files.exitCode(), table.exitCode());
      changes += table.out().split("CHANGED|DELETED|CREATED", -1).length - 1;
    }
    assertTrue(changes > 10, "only " + changes);
  }

  @Test
  void doesNotShowTheStateOfAWithdrawnSnapshot() {
    takeSnapshots(8);
    Instant last = FIRST.plus(INTERVAL.multipliedBy(SNAPSHOTS - 1));
    String id = last.toString().replaceAll("[-:]", "");
    new DynamoDbStateTable(client, TABLE, Duration.ofDays(1))
        .withdraw(SnapshotId.parse(id), last, "a mistake");
    for (String taskSet : taskSets) {
      String until = last.minusSeconds(1).toString();
      assertEquals(
          history(taskSet, "--table", TABLE, "--until", until).out(),
          history(taskSet, "--table", TABLE).out());
    }
  }

  @Test
  void aPartialSnapshotDoesNotProveThatATaskSetStillExists() {
    Fleet fleet = takeSnapshots(9);
    Instant time = FIRST.plus(INTERVAL.multipliedBy(SNAPSHOTS));
    try (Exporter exporter = exporter(fleet)) {
      exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets"));
      exporter.run(event(time));
    }
    String taskSet = fleet.taskSets().findFirst().orElseThrow().arn();
    CommandLineRun run = history(taskSet, "--table", TABLE);
    assertEquals(3, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"end\":\"UNKNOWN\""), run.out());
    assertTrue(run.out().contains(" is PARTIAL"), run.out());
  }

  @Test
  void namesWhatItNeeds() {
    String arn = "arn:aws:ecs:us-east-1:123456789012:task-set/c/s/ecs-svc/1";
    for (List<String> wrong :
        List.of(
            List.of(
                "1234", "--table", TABLE, "give an ARN that ends with task-set/CLUSTER/SERVICE"),
            List.of(arn, "--table", "none", "\"none\" is not a table that exists"))) {
      CommandLineRun run =
          history(wrong.getFirst(), wrong.subList(1, wrong.size() - 1).toArray(String[]::new));
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.err().contains(wrong.getLast()), run.err());
    }
    CommandLineRun both = history(arn, "--table", TABLE, "--from", directory.toString());
    assertEquals(2, both.exitCode());
    assertTrue(both.err().contains("--from: it cannot be used with --table"), both.err());
    CommandLineRun missing = history(arn, "--table", TABLE);
    assertEquals(3, missing.exitCode());
    assertTrue(missing.err().contains("has task set " + arn), missing.err());
  }

  /** Complete snapshots of a fleet that changes between them. */
  private Fleet takeSnapshots(int seed) {
    Random random = new Random(seed);
    Fleet fleet = FleetGenerator.varied(seed).generate(new FleetSize(3, 6, 3));
    for (int snapshot = 0; snapshot < SNAPSHOTS; snapshot++) {
      try (Exporter exporter = exporter(fleet)) {
        exporter.run(event(FIRST.plus(INTERVAL.multipliedBy(snapshot))));
      }
      fleet.taskSets().forEach(taskSet -> taskSets.add(taskSet.arn()));
      fleet = snapshot + 1 < SNAPSHOTS ? PastFleets.changed(fleet, random) : fleet;
    }
    return fleet;
  }

  private Exporter exporter(Fleet fleet) {
    return Exporter.of(fleet, directory)
        .table(new DynamoDbStateTable(client, TABLE, Duration.ofDays(396)));
  }

  private static String event(Instant time) {
    return "{\"time\":\"%s\",\"detail\":{}}".formatted(time);
  }

  private static CommandLineRun history(String taskSet, String... options) {
    List<String> arguments = new ArrayList<>(List.of("history", taskSet));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--format", "json"));
    return CommandLineRun.at(
        FIRST.plus(Duration.ofDays(1)), Map.of(), arguments.toArray(String[]::new));
  }
}
