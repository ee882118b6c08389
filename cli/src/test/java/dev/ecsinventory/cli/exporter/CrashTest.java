package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.cli.engine.Clients;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.pipeline.Fleets;
import dev.ecsinventory.simulator.EventBus;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** The third invariant, with S3 and DynamoDB. */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  /**
   * The fleet of the previous day, in two targets; the run under test then changes and creates
   * items.
   */
  private static final Fleet YESTERDAY = yesterday();

  private static final String POLICY =
      """
      {"tags": {"owner": {"tag_key": "Owner", "report_required_tag_for": ["ecs:task-set"]}}}
      """;

  private static final Set<String> WRITES =
      Set.of("putItem", "transactWriteItems", "updateItem", "deleteItem", "batchWriteItem");

  /** Its last task set has the tag that the second snapshot removes. */
  private static Fleet yesterday() {
    Fleet fleet = Fleets.ofTargets(FleetGenerator.varied(3).generate(new FleetSize(2, 3, 1)));
    return fleet.with(
        fleet.taskSets().toList().getLast().arn(),
        taskSet -> taskSet.putArray("tags").addObject().put("key", "Owner").put("value", "a"));
  }

  @TempDir Path directory;

  /** Every moment of a crash: at a write, or just before one. */
  @ParameterizedTest(name = "after the write: {0}")
  @ValueSource(booleans = {false, true})
  void aRetryAfterACrashAtAnyWriteResultsInTheSameBytes(boolean after) throws IOException {
    Path policy = Files.writeString(directory.resolve("policy.json"), POLICY);
    try (EventBus bus = EventBus.start();
        EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS);
        S3Client client = Clients.of(s3, CREDENTIALS);
        StateTables tables = new StateTables();
        Exporter exporter =
            Exporter.of(YESTERDAY, directory).events(bus).set("TAG_POLICY", "file:" + policy)) {
      Storage storage = new Storage(s3, client, tables, exporter);
      String yesterday = storage.yesterday();
      Crashes counting = Crashes.never();
      String uninterrupted = storage.copy(yesterday);
      storage.run(uninterrupted, counting);
      Map<String, Object> expected = storage.contents(uninterrupted);
      List<JsonNode> events = bus.taken();
      assertEquals(1, events.size());
      int lost = 0;
      assertTrue(counting.writes() > 25, "only " + counting.writes() + " writes");
      for (int write = 0; write < counting.writes(); write++) {
        String interrupted = storage.copy(yesterday);
        bus.clear();
        Crashes crashes = Crashes.at(2 * write + (after ? 1 : 0));
        crashes.during(() -> storage.run(interrupted, crashes));
        storage.run(interrupted, Crashes.never());
        assertEquals(expected, storage.contents(interrupted), "after a crash at write " + write);
        lost += bus.taken().isEmpty() ? 1 : 0;
        assertTrue(bus.taken().isEmpty() || bus.taken().equals(events), "at write " + write);
      }
      assertEquals(after ? 1 : 0, lost, "only where it was claimed and not sent yet");
    }
  }

  /** A bucket and a table of one name. */
  private record Storage(EmbeddedS3 engine, S3Client s3, StateTables tables, Exporter exporter) {
    /**
     * A new bucket and table with the snapshot of the previous day; the fleet has changed since.
     */
    String yesterday() {
      String name = tables.create();
      engine.createBucket(name);
      run(name, Crashes.never(), "2026-01-14T06:00:00Z");
      Fleet today =
          YESTERDAY
              .without(YESTERDAY.taskSets().findFirst().orElseThrow().arn())
              .with(
                  YESTERDAY.taskSets().toList().getLast().arn(),
                  taskSet -> taskSet.putArray("tags"))
              .with(
                  YESTERDAY.services().toList().getLast().arn(),
                  service -> service.put("schedulingStrategy", "DAEMON"));
      exporter.simulator().fleet(today);
      return name;
    }

    /** A new bucket and table with the contents of those of {@code name}. */
    String copy(String name) {
      String copy = tables.copy(name);
      engine.createBucket(copy);
      s3.listObjectsV2Paginator(list -> list.bucket(name))
          .contents()
          .forEach(
              object ->
                  s3.copyObject(
                      to ->
                          to.sourceBucket(name)
                              .sourceKey(object.key())
                              .destinationBucket(copy)
                              .destinationKey(object.key())));
      return copy;
    }

    void run(String name, Crashes crashes) {
      run(name, crashes, "2026-01-15T06:00:00Z");
    }

    private void run(String name, Crashes crashes, String time) {
      exporter
          .store(new CrashingStore(new S3ObjectStore(s3, name), crashes))
          .table(
              new DynamoDbStateTable(crashing(tables.client, crashes), name, Duration.ofDays(30)));
      exporter.run("{\"time\":\"" + time + "\"}");
    }

    /** The contents of the bucket and of the table. */
    Map<String, Object> contents(String name) {
      Map<String, Object> contents = new TreeMap<>();
      s3.listObjectsV2Paginator(list -> list.bucket(name))
          .contents()
          .forEach(object -> contents.put(object.key(), object.eTag()));
      // Without the records of runs, which differ.
      contents.keySet().removeIf(key -> key.matches(".*/staging/.*/run-[^/]*"));
      Map<String, Map<String, AttributeValue>> items = tables.items(name);
      items.forEach((key, item) -> contents.put(key, new TreeMap<>(item).toString()));
      return contents;
    }
  }

  private static DynamoDbClient crashing(DynamoDbClient client, Crashes crashes) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            CrashTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) ->
                WRITES.contains(method.getName())
                    ? crashes.around(() -> unchecked(client, method, arguments))
                    : invoke(client, method, arguments));
  }

  private static Object unchecked(DynamoDbClient client, Method method, Object[] arguments) {
    try {
      return invoke(client, method, arguments);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Object invoke(DynamoDbClient client, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
