package dev.ecsinventory.bench.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import java.time.Duration;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The read and write units of a snapshot according to DynamoDB, by the share of the fleet that
 * changed since the previous one: all calls of the run, indexes included.
 */
public final class DynamoDbBenchmark implements Benchmark {
  private static final FleetSize SIZE = new FleetSize(10, 100, 2);
  private static final int TASK_SETS = 2_000;
  private static final int READ_UNIT_FOR = 20;
  private static final String TABLE = "inventory";
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  @Override
  public String name() {
    return "dynamodb";
  }

  @Override
  public String measures() {
    return "read and write units per snapshot, by the share of the fleet that changed";
  }

  @Override
  public void run(Findings findings) throws Exception {
    Fleet fleet = FleetGenerator.uniform(1).generate(SIZE);
    CapacityMeter meter = new CapacityMeter();
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
        DynamoDbClient client = client(engine, meter);
        ScratchDirectory scratch = ScratchDirectory.create();
        Exporter exporter = Exporter.of(fleet, scratch.path())) {
      engine.createTable(TABLE);
      exporter.table(new DynamoDbStateTable(client, TABLE, Duration.ofDays(396)));
      snapshot(exporter, 0);
      found(findings, "first snapshot", TASK_SETS, meter.take());
      int hour = 1;
      for (int percent : new int[] {0, 1, 100}) {
        int changed = TASK_SETS * percent / 100;
        exporter.simulator().fleet(retagged(fleet, changed));
        snapshot(exporter, hour++);
        found(findings, percent + " % changed", changed, meter.take());
      }
    }
    findings.note(
        "2,000 task sets in 10 clusters of 100 services. Units are those that DynamoDB Local"
            + " returns as consumed capacity; reads are strongly consistent, one unit per 4 KB.");
  }

  private static void found(
      Findings findings, String share, int changed, CapacityMeter.Units units) {
    findings.add(
        Figure.of(
            share + ": read units for 20 task sets",
            units.read() * READ_UNIT_FOR / TASK_SETS,
            "",
            Goal.below(1)));
    String writes = share + ": write units for resources";
    findings.add(
        changed == 0
            ? Figure.of(writes, units.changes(), "", Goal.atMost(0))
            : Figure.of(writes, units.changes(), ""));
    if (changed > 0) {
      findings.add(
          Figure.of(share + ": write units per changed task set", units.changes() / changed, ""));
    }
    findings.add(
        Figure.of(share + ": write units for the snapshot's own item", units.summary(), ""));
  }

  private static void snapshot(Exporter exporter, int hour) {
    exporter.run("{\"time\":\"2026-01-15T%02d:00:00Z\"}".formatted(hour));
  }

  /** The fleet with another tag on {@code many} task sets, evenly distributed. */
  private static Fleet retagged(Fleet fleet, int many) {
    if (many == 0) {
      return fleet;
    }
    ObjectNode json = fleet.toJson();
    int every = TASK_SETS / many;
    int index = 0;
    for (JsonNode taskSet :
        json.findValues("taskSets").stream()
            .flatMap(sets -> StreamSupport.stream(sets.spliterator(), false))
            .toList()) {
      if (index++ % every == 0) {
        ((ObjectNode) taskSet)
            .putArray("tags")
            .addObject()
            .put("key", "Team")
            .put("value", "changed-" + many);
      }
    }
    return Fleet.of(json);
  }

  private static DynamoDbClient client(EmbeddedDynamoDb engine, CapacityMeter meter) {
    return DynamoDbClient.builder()
        .endpointOverride(engine.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(options -> options.addExecutionInterceptor(meter))
        .build();
  }
}
