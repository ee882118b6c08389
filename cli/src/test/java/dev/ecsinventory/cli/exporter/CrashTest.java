package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.Backoff;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.EventBus;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.pipeline.Fleets;
import dev.ecsinventory.simulator.Fleet;
import dev.ecsinventory.simulator.FleetGenerator;
import dev.ecsinventory.simulator.FleetSize;
import dev.ecsinventory.write.DynamoDbStateTable;
import dev.ecsinventory.write.S3ObjectStore;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** The third invariant against S3 and DynamoDB. */
class CrashTest {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  /** Two targets; the run of the day before, so that items are changed as well as made. */
  private static final Fleet YESTERDAY = yesterday();

  private static final String POLICY =
      """
      {"tags": {"owner": {"tag_key": "Owner", "report_required_tag_for": ["ecs:task-set"]}}}
      """;

  private static final Set<String> WRITES =
      Set.of("putItem", "transactWriteItems", "updateItem", "deleteItem", "batchWriteItem");

  /** Its last task set has the tag that it is to lose. */
  private static Fleet yesterday() {
    Fleet fleet = Fleets.ofTargets(FleetGenerator.varied(3).generate(new FleetSize(2, 3, 1)));
    return fleet.with(
        fleet.taskSets().toList().getLast().arn(),
        taskSet -> taskSet.putArray("tags").addObject().put("key", "Owner").put("value", "a"));
  }

  @TempDir Path directory;

  @Test
  void aCrashAtAnyWriteFollowedByARetryEndsInTheSameBytes() throws IOException {
    Path policy = Files.writeString(directory.resolve("policy.json"), POLICY);
    try (EventBus bus = EventBus.start();
        EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS);
        StateTables tables = new StateTables();
        Exporter exporter = Exporter.of(YESTERDAY, directory).set("TAG_POLICY", "file:" + policy)) {
      System.setProperty("aws.endpointUrlS3", s3.endpoint().toString());
      try (AwsClients clients = new AwsClients("us-east-1", 10, Backoff.DEFAULT)) {
        Place place = new Place(s3, clients.s3(), tables, exporter);
        Crashes counting = Crashes.never();
        String undisturbed = place.prepared();
        place.run(undisturbed, counting);
        Map<String, Object> expected = place.contents(undisturbed);
        List<JsonNode> events = bus.taken();
        assertEquals(1, events.size());
        int lost = 0;
        assertTrue(counting.writes() > 25, "only " + counting.writes() + " writes");
        for (int moment = 0; moment < 2 * counting.writes(); moment++) {
          String disturbed = place.prepared();
          bus.clear();
          Crashes crashes = Crashes.at(moment);
          assertThrows(Crashes.Crash.class, () -> place.run(disturbed, crashes));
          place.run(disturbed, Crashes.never());
          assertEquals(expected, place.contents(disturbed), "after a crash at moment " + moment);
          lost += bus.taken().isEmpty() ? 1 : 0;
          assertTrue(bus.taken().isEmpty() || bus.taken().equals(events), "at moment " + moment);
        }
        assertEquals(1, lost, "only where it was claimed and not sent yet");
      } finally {
        System.clearProperty("aws.endpointUrlS3");
      }
    }
  }

  /** A bucket and a table of one name. */
  private record Place(EmbeddedS3 engine, S3Client s3, StateTables tables, Exporter exporter) {
    /** A new bucket and table with yesterday's snapshot in them; the fleet has changed since. */
    String prepared() {
      String name = tables.create();
      engine.createBucket(name);
      exporter.simulator().fleet(YESTERDAY);
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

    /** Everything in the bucket and in the table. */
    Map<String, Object> contents(String name) {
      Map<String, Object> contents = new TreeMap<>();
      s3.listObjectsV2Paginator(list -> list.bucket(name))
          .contents()
          .forEach(object -> contents.put(object.key(), object.eTag()));
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
