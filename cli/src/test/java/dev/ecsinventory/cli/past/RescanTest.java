package dev.ecsinventory.cli.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.SdkProperties;
import dev.ecsinventory.cli.past.ecs.PastEcs;
import dev.ecsinventory.cli.past.ecs.PastEndpoint;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Column.Role;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A scan of a served snapshot with the Java SDK returns the rows of that snapshot. */
@Isolated
class RescanTest {
  private static final Instant TIME = Instant.parse("2026-01-15T06:00:00Z");
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";

  @TempDir private Path taken;
  @TempDir private Path again;

  @Test
  void returnsTheSameRows() {
    Random random = new Random(5);
    Fleet fleet = FleetGenerator.varied(5).generate(new FleetSize(4, 13, 3));
    try (Exporter exporter = Exporter.of(fleet, taken)) {
      exporter.faults(PastFleets.faults(fleet, random));
      exporter.run("{\"time\":\"%s\",\"detail\":{}}".formatted(TIME));
    }
    try (PastEndpoint past = serve()) {
      CommandLineRun run = scan(past);
      assertEquals(3, run.exitCode(), run.err());
    }
    for (Dataset dataset :
        List.of(TaskSets.DATASET, Services.DATASET, Clusters.DATASET, ReadFailures.DATASET)) {
      List<String> first = rows(taken, dataset);
      assertFalse(first.isEmpty(), dataset.name());
      assertEquals(
          String.join("\n", first), String.join("\n", rows(again, dataset)), dataset.name());
    }
  }

  private PastEndpoint serve() {
    return PastEndpoint.start(new PastEcs(snapshot(taken)), TIME, Optional.empty(), 0);
  }

  private CommandLineRun scan(PastEndpoint past) {
    Map<String, String> properties =
        Map.of(
            "aws.endpointUrl",
            past.uri().toString(),
            "aws.accessKeyId",
            ACCOUNT,
            "aws.secretAccessKey",
            "secret");
    try (SdkProperties _ = new SdkProperties(properties)) {
      return CommandLineRun.in(
          Map.of("AWS_REGION", REGION, "ECS_READS_PER_SECOND", "10000"),
          "scan",
          "--out",
          again.toString());
    }
  }

  private static RecordedSnapshot snapshot(Path directory) {
    try (AwsClients clients = new AwsClients(REGION, 10, Backoff.DEFAULT)) {
      SnapshotLocation location = SnapshotLocation.open(directory.toString(), clients);
      return RecordedSnapshot.open(
          location,
          location
              .snapshots()
              .upTo(Instant.parse("2100-01-01T00:00:00Z"))
              .findFirst()
              .orElseThrow());
    }
  }

  /** The rows without the columns of the snapshot, and without the numbers of attempts. */
  private static List<String> rows(Path directory, Dataset dataset) {
    RecordedSnapshot snapshot = snapshot(directory);
    if (dataset == ReadFailures.DATASET) {
      return snapshot.manifest().notRead().stream()
          .map(one -> one.operation() + one.resourceArn() + one.errorCode() + one.message())
          .sorted()
          .toList();
    }
    List<String> rows = new ArrayList<>();
    snapshot
        .accountRegions()
        .forEach(one -> snapshot.rows(one, dataset, row -> rows.add(text(row))));
    return rows.stream().sorted().toList();
  }

  private static String text(Row row) {
    StringBuilder text = new StringBuilder();
    for (Column<?> column : row.dataset().columns()) {
      if (column.role() != Role.SNAPSHOT) {
        text.append(column.name()).append('=').append(row.get(column)).append(' ');
      }
    }
    return text.toString();
  }
}
