package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.OrganizationGenerator;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One function and the state machine of the template, which moto's interpreter executes with the
 * real handler, publish the same bytes. Only the waits between attempts are shorter than in the
 * template.
 */
@Isolated
class StateMachineTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The test of the template compares this file with the synthesized one. */
  private static final Path TEMPLATE =
      Path.of("..", "infra", "src/test/resources/golden/EcsInventoryExporter-stepfunctions.json");

  private static final String SNAPSHOT = "20260115T060000Z";

  /** The schedule's input, as EventBridge Scheduler delivers it. */
  private static final String EVENT =
      """
      {"version": "0", "id": "%s", "detail-type": "Scheduled Event", "source": "aws.scheduler",
       "account": "123456789012", "time": "2026-01-15T06:00:00Z", "region": "us-east-1",
       "resources": [], "detail": {}}
      """;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-15T06:00:07Z"), ZoneOffset.UTC);

  private static final List<String> TWO = List.of("eu-west-1", "us-east-1");
  private static final List<String> FIVE =
      List.of("ap-south-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2");

  @TempDir private static Path directory;
  private static MotoStateMachine moto;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    boolean available;
    try {
      available =
          new ProcessBuilder("python3", "-c", "import moto.server, antlr4, boto3")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException noPython) {
      available = false;
    }
    assumeTrue(
        available,
        "SKIPPED: python3 has no moto server with Step Functions, so no state machine is executed");
    moto = MotoStateMachine.start(directory);
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void publishesTheBytesOfOneFunction() throws Exception {
    assertSameBytes(TWO, 25, 40, 6);
  }

  @Test
  @Tag("exhaustive")
  void publishesTheBytesOfOneFunctionForAThousandAccounts() throws Exception {
    assertSameBytes(FIVE, 1_000, 20_000, 20);
  }

  private static void assertSameBytes(List<String> regions, int accounts, int services, int crashes)
      throws Exception {
    Fleet fleet = new OrganizationGenerator(7, regions).generate(accounts, services);
    Map<String, String> expected;
    try (Deployment one = new Deployment(fleet, regions)) {
      one.invoke(MotoStateMachine.bytes(EVENT.formatted("1")), Moments.none());
      expected = one.committed();
    }
    Moments counting = Moments.none();
    try (Deployment machine = new Deployment(fleet, regions)) {
      assertEquals(ExecutionStatus.SUCCEEDED, machine.execute(SNAPSHOT, counting));
      assertEquals(Set.of(), differences(expected, machine.committed()));
    }
    assertTrue(counting.count.get() > accounts, "only " + counting.count);
    for (int crash = 0; crash < crashes; crash++) {
      int moment = counting.count.get() * crash / crashes;
      try (Deployment machine = new Deployment(fleet, regions)) {
        ExecutionStatus status = machine.execute(SNAPSHOT, Moments.crashAt(moment, crash % 2 == 0));
        if (status != ExecutionStatus.SUCCEEDED) {
          assertEquals(
              ExecutionStatus.SUCCEEDED, machine.execute(SNAPSHOT + "-r2", Moments.none()));
        }
        assertEquals(Set.of(), differences(expected, machine.committed()), "crash at " + moment);
      }
    }
  }

  @Test
  void reportsDeniedAccountsAsOneFunctionDoes() throws Exception {
    Fleet fleet = new OrganizationGenerator(7, TWO).generate(12, 20);
    Map<String, String> expected;
    try (Deployment one = new Deployment(fleet, TWO)) {
      one.deny();
      one.invoke(MotoStateMachine.bytes(EVENT.formatted("1")), Moments.none());
      expected = one.committed();
      assertEquals("PARTIAL", one.manifest().summary().get(Snapshots.STATUS));
    }
    try (Deployment machine = new Deployment(fleet, TWO)) {
      machine.deny();
      assertEquals(ExecutionStatus.SUCCEEDED, machine.execute(SNAPSHOT, Moments.none()));
      assertEquals(Set.of(), differences(expected, machine.committed()));
    }
  }

  /** The schedule invokes the function, which starts the execution once. */
  @Test
  void startsAnExecutionFromTheInputOfTheSchedule() throws Exception {
    Fleet fleet = new OrganizationGenerator(3, TWO).generate(3, 5);
    try (Deployment machine = new Deployment(fleet, TWO)) {
      String arn = machine.create(Moments.none());
      String before = System.setProperty("aws.endpointUrlSfn", moto.endpoint().toString());
      try {
        Map<String, String> environment = new HashMap<>(machine.environment);
        environment.put("INVENTORY_STATE_MACHINE", arn);
        assertEquals(
            "{\"execution\":\"20260115T060000Z\",\"started\":true}",
            machine.invoke(environment, EVENT.formatted("delivery-1")));
        assertEquals(ExecutionStatus.SUCCEEDED, moto.await(arn, SNAPSHOT).status());
        assertEquals("COMPLETE", machine.manifest().summary().get(Snapshots.STATUS));
        assertEquals(
            "{\"execution\":\"20260115T060000Z\",\"started\":false}",
            machine.invoke(environment, EVENT.formatted("delivery-2")));
      } finally {
        if (before == null) {
          System.clearProperty("aws.endpointUrlSfn");
        }
      }
    }
  }

  private static Set<String> differences(Map<String, String> one, Map<String, String> other) {
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
    return keys;
  }

  /** New engines with the organization, and the function. */
  private static final class Deployment implements AutoCloseable {
    private final DemoEngines engines;
    private final AwsClients clients;
    private final ObjectStore store;
    private final Map<String, String> environment;

    Deployment(Fleet fleet, List<String> regions) {
      engines = DemoEngines.start(fleet);
      clients = new AwsClients("us-east-1", 1_000, Backoff.DEFAULT);
      store = new S3ObjectStore(clients.s3(), DemoEngines.BUCKET);
      environment = new HashMap<>(engines.settings());
      environment.put("AWS_REGION", "us-east-1");
      environment.put("INVENTORY_ACCOUNTS", "organization");
      environment.put("INVENTORY_REGIONS", String.join(",", regions));
      environment.put("INVENTORY_FORMATS", "json");
      environment.put("ECS_READS_PER_SECOND", "10000");
    }

    void deny() {
      engines.ecs().faults(OrganizationGenerator.faults(2, 3, "eu-west-1", Optional.empty()));
    }

    /** Each invocation is a process of its own. */
    byte[] invoke(byte[] event, Moments moments) throws IOException {
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      moments.pass();
      new InventoryHandler(environment, moments, CLOCK)
          .handleRequest(new ByteArrayInputStream(event), response, null);
      moments.pass();
      return response.toByteArray();
    }

    String invoke(Map<String, String> settings, String event) throws IOException {
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      new InventoryHandler(settings, Progress.NONE, CLOCK)
          .handleRequest(new ByteArrayInputStream(MotoStateMachine.bytes(event)), response, null);
      return response.toString();
    }

    String create(Moments moments) throws IOException, InterruptedException {
      String definition =
          MotoStateMachine.definition(MAPPER.readTree(TEMPLATE.toFile()), DemoEngines.BUCKET)
              .replaceAll("\"IntervalSeconds\": ?\\d+", "\"IntervalSeconds\": 1")
              .replaceAll("\"MaxDelaySeconds\": ?\\d+", "\"MaxDelaySeconds\": 2")
              .replaceAll("\"MaxAttempts\": ?[1-9]\\d*", "\"MaxAttempts\": 1");
      return moto.create(definition, event -> invoke(event, moments), store);
    }

    ExecutionStatus execute(String name, Moments moments) throws Exception {
      String machine = create(moments);
      moto.startExecution(machine, name, "{\"time\": \"2026-01-15T06:00:00Z\", \"detail\": {}}");
      return moto.await(machine, name).status();
    }

    Manifest manifest() {
      return Manifest.parse(
          store.get("inventory/manifests/dt=2026-01-15/" + SNAPSHOT + ".json").orElseThrow());
    }

    /** The hash of every object but the checkpoints. */
    Map<String, String> committed() {
      Map<String, String> hashes = new TreeMap<>();
      manifest();
      store.list("inventory/", "").stream()
          .map(ListedObject::key)
          .filter(key -> !key.startsWith("inventory/staging/"))
          .forEach(key -> hashes.put(key, Sha256.of(store.get(key).orElseThrow())));
      return hashes;
    }

    @Override
    public void close() {
      clients.close();
      engines.close();
    }
  }

  /** A crash of an invocation, or of all invocations from a moment on. */
  private static final class Moments implements Progress {
    private final AtomicInteger count = new AtomicInteger();
    private final int crash;
    private final boolean once;

    private Moments(int crash, boolean once) {
      this.crash = crash;
      this.once = once;
    }

    static Moments none() {
      return new Moments(Integer.MAX_VALUE, true);
    }

    static Moments crashAt(int moment, boolean once) {
      return new Moments(moment, once);
    }

    void pass() {
      int moment = count.getAndIncrement();
      if (once ? moment == crash : moment >= crash) {
        throw new OutOfMemoryError("for the test, at " + moment);
      }
    }

    @Override
    public void planned(int targets, int clusters, int services) {
      pass();
    }

    @Override
    public void servicesRead(int number) {
      pass();
    }

    @Override
    public void taskSetsRead(int number) {}

    @Override
    public void failuresSeen(int number) {}

    @Override
    public void targetFinished(String target) {
      pass();
    }

    @Override
    public void ended(Row summary) {}
  }
}
