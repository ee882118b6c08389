package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.PatientHttp;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.simulator.runtime.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures the memory that the function needs: runs the deployed archive in Lambda's runtime client
 * on two thousand services with one task set each, with several heap sizes. It takes minutes, so
 * the build does not run it; {@code docs/operations.md} has the command and the results.
 */
class MemoryMeasurement {
  private static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");
  private static final FleetSize SIZE = new FleetSize(20, 100, 1);
  private static final String NAME = "inventory";
  private static final String HANDLER = "dev.ecsinventory.handler.InventoryHandler::handleRequest";
  private static final String EVENT =
      """
      {"id": "1", "source": "aws.scheduler", "detail-type": "Scheduled Event",
       "time": "2026-01-15T06:00:00Z", "detail": {}}
      """;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));

  @TempDir private Path directory;

  @Test
  void printsProcessorAndMemoryForEachHeap() throws Exception {
    Path table = Path.of("target", "memory.txt");
    Files.writeString(table, "heap MB | result   | processor s | peak MB\n");
    FunctionProcess function =
        DeployedFunction.of(
            Files.readAllBytes(ARCHIVE), Files.createDirectory(directory.resolve("task")));
    for (int heap : List.of(64, 96, 128, 256, 512)) {
      Files.writeString(table, Files.readString(table) + measure(function, heap));
    }
    System.out.println(Files.readString(table));
  }

  private String measure(FunctionProcess function, int heap) throws Exception {
    MotoServer moto = MotoServer.start(directory.resolve("moto.log"));
    try (EcsSimulator ecs =
        EcsSimulator.start(FleetGenerator.uniform(1).generate(SIZE), SimulatorOptions.DEFAULTS)) {
      createBucketAndTable(moto);
      Map<String, String> environment = new HashMap<>(moto.environment());
      environment.put("AWS_ENDPOINT_URL_ECS", ecs.endpoint().toString());
      environment.put("AWS_ENDPOINT_URL_STS", ecs.endpoint().toString());
      environment.put(Settings.BUCKET, NAME);
      environment.put(Settings.TABLE, NAME);
      // The default request rate would only make the measurement slower.
      environment.put(Settings.READS_PER_SECOND, "10000");
      return line(function, heap, environment);
    } finally {
      moto.stop();
    }
  }

  private static String line(FunctionProcess function, int heap, Map<String, String> environment)
      throws Exception {
    List<String> options = new ArrayList<>(FunctionProcess.OPTIONS);
    options.add("-Xmx" + heap + "m");
    try {
      Invocation invocation = function.with(options).invoke(HANDLER, EVENT, environment);
      JsonNode summary = MAPPER.readTree(invocation.response());
      assertEquals(
          SIZE.clusters() * SIZE.servicesPerCluster(), summary.path("task_set_count").asInt());
      return "%7d | %-8s | %11.1f | %7.0f%n"
          .formatted(
              heap,
              summary.path("status").asText(),
              invocation.processorUntilResponse().toMillis() / 1e3,
              invocation.peakBytes() / 1e6);
    } catch (IOException failed) {
      return "%7d | FAILED   | %s%n".formatted(heap, failed.getMessage().lines().findFirst().get());
    }
  }

  private static void createBucketAndTable(MotoServer moto) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(moto.endpoint())
            .forcePathStyle(true)
            .region(Region.of(MotoServer.REGION))
            .credentialsProvider(CREDENTIALS)
            .httpClient(PatientHttp.client())
            .build()) {
      s3.createBucket(bucket -> bucket.bucket(NAME));
    }
    try (DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(moto.endpoint())
            .region(Region.of(MotoServer.REGION))
            .credentialsProvider(CREDENTIALS)
            .httpClient(PatientHttp.client())
            .build()) {
      dynamoDb.createTable(
          table ->
              table
                  .tableName(NAME)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(keys(TableLayout.PARTITION_KEY, TableLayout.SORT_KEY))
                  .attributeDefinitions(attributes())
                  .globalSecondaryIndexes(
                      TableLayout.INDEXES.stream().map(MemoryMeasurement::index).toList()));
    }
  }

  private static GlobalSecondaryIndex index(TableLayout.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.partitionKey(), index.sortKey()))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }

  private static List<AttributeDefinition> attributes() {
    return Stream.concat(
            Stream.of(TableLayout.PARTITION_KEY, TableLayout.SORT_KEY),
            TableLayout.INDEXES.stream()
                .flatMap(index -> Stream.of(index.partitionKey(), index.sortKey())))
        .distinct()
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build())
        .toList();
  }
}
