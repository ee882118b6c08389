package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.cli.demo.SdkProperties;
import dev.ecsinventory.cli.engine.Clients;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code withdraw} with a bucket, and {@code verify} with a table. */
@Isolated
class SnapshotCommandsInAwsTest {
  private static final String BUCKET = "inventory-bucket";
  private static final String SNAPSHOT = "20260115T060000Z";
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  @TempDir private Path directory;

  @Test
  void withdrawingInABucketRecordsTheCaller() throws Exception {
    Fleet fleet = FleetGenerator.varied(4).generate(new FleetSize(1, 2, 1));
    try (EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS);
        S3Client client = Clients.of(s3, CREDENTIALS)) {
      s3.createBucket(BUCKET);
      ObjectStore store = new S3ObjectStore(client, BUCKET);
      try (Exporter exporter = Exporter.of(fleet, directory).store(store)) {
        exporter.run();
        Map<String, String> endpoints =
            Map.of(
                "aws.accessKeyId", CREDENTIALS.accessKeyId(),
                "aws.secretAccessKey", CREDENTIALS.secretAccessKey(),
                "aws.region", "us-east-1",
                "aws.endpointUrlS3", s3.endpoint().toString(),
                "aws.endpointUrlSts", exporter.simulator().endpoint().toString());
        CommandLineRun run =
            withProperties(endpoints, "withdraw", SNAPSHOT, "--reason", "a mistake");

        assertEquals(0, run.exitCode(), run.err());
      }
      JsonNode withdrawal =
          new JsonMapper()
              .readTree(
                  store
                      .get("inventory/withdrawn/dt=2026-01-15/" + SNAPSHOT + ".json")
                      .orElseThrow());
      assertEquals("a mistake", withdrawal.get("reason").textValue());
      assertTrue(
          withdrawal.get("withdrawnBy").textValue().startsWith("arn:aws:"), withdrawal.toString());
    }
  }

  @Test
  void verifyComparesTheTable() {
    Fleet fleet = FleetGenerator.varied(4).generate(new FleetSize(1, 2, 1));
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
        DynamoDbClient client = Clients.of(engine, CREDENTIALS, Region.US_EAST_1)) {
      engine.createTable("inventory");
      try (Exporter exporter =
          Exporter.of(fleet, directory)
              .table(new DynamoDbStateTable(client, "inventory", Duration.ofDays(1)))) {
        exporter.run();
      }
      Map<String, String> endpoints =
          Map.of(
              "aws.accessKeyId", CREDENTIALS.accessKeyId(),
              "aws.secretAccessKey", CREDENTIALS.secretAccessKey(),
              "aws.region", "us-east-1",
              "aws.endpointUrlDynamoDb", engine.endpoint().toString());
      String from = directory.toString();
      CommandLineRun run =
          withProperties(endpoints, "verify", "--from", from, "--table", "inventory");
      CommandLineRun noTable =
          withProperties(endpoints, "verify", "--from", from, "--table", "no-such-table");

      assertEquals(0, run.exitCode(), run.out() + run.err());
      assertTrue(run.out().contains("Table: compared with full snapshot " + SNAPSHOT), run.out());
      assertEquals(2, noTable.exitCode(), noTable.out() + noTable.err());
      assertTrue(noTable.err().contains("\"no-such-table\" is not a table"), noTable.err());
    }
  }

  private static CommandLineRun withProperties(
      Map<String, String> properties, String... arguments) {
    try (SdkProperties _ = new SdkProperties(properties)) {
      return CommandLineRun.in(
          Map.of("INVENTORY_BUCKET", BUCKET, "INVENTORY_PREFIX", "inventory/"), arguments);
    }
  }
}
