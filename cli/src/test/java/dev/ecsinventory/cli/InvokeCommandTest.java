package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeCommandTest {
  private static final Instant EVENT_TIME = Instant.parse("2026-01-15T06:00:00Z");

  private static DemoEngines engines;

  @BeforeAll
  static void start() {
    engines = DemoEngines.start(DemoFleet.read());
  }

  @AfterAll
  static void stop() {
    engines.close();
  }

  @AfterEach
  void removeFaults() {
    engines.ecs().faults(FaultScript.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "scheduled, 5, 10, 11",
    "cluster, 1, 4, 6",
    "service, 2, 2, 4",
    "task-sets, 5, 2, 2",
  })
  void readsTheScopeOfTheEvent(String name, int clusters, int services, int taskSets)
      throws Exception {
    CommandLineRun run = invoke(event(name).toString());

    assertEquals(0, run.exitCode(), run.err());
    JsonNode summary = new JsonMapper().readTree(run.out());
    assertEquals("COMPLETE", summary.path("status").textValue());
    assertEquals(clusters, summary.path("cluster_count").intValue());
    assertEquals(services, summary.path("service_count").intValue());
    assertEquals(taskSets, summary.path("task_set_count").intValue());
  }

  @Test
  void printsTheSummaryAsOneLineAndNothingElse() {
    CommandLineRun run = invoke(event("cluster").toString());

    assertEquals(1, run.out().lines().count(), run.out());
    assertTrue(run.out().startsWith("{\"schema_version\":"), run.out());
    assertTrue(run.err().lines().toList().getLast().startsWith("COMPLETE: "), run.err());
  }

  /** An environment that was copied from a deployment. */
  @Test
  void takesTheSnapshotItselfWhereAStateMachineIsNamed() {
    Map<String, String> settings = new HashMap<>(engines.settings());
    settings.put(
        Settings.STATE_MACHINE, "arn:aws:states:us-east-1:123456789012:stateMachine:EcsInventory");

    CommandLineRun run =
        CommandLineRun.in(settings, "invoke", "--now", event("cluster").toString());

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"status\":\"COMPLETE\""), run.out());
  }

  @Test
  void readsTheEventFromStandardInput() throws Exception {
    byte[] event = Files.readAllBytes(event("cluster"));

    CommandLineRun run = CommandLineRun.fed(event, engines.settings(), "invoke", "--now", "-");

    assertEquals(0, run.exitCode(), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T05:55:00Z",
    "2026-01-15T06:00:00Z",
    "2026-01-16T06:00:00Z",
    "2026-01-16T06:00:00.999Z",
  })
  void acceptsEventsFromOneDayOldToFiveMinutesAhead(Instant now) {
    CommandLineRun run =
        CommandLineRun.at(now, engines.settings(), "invoke", event("cluster").toString());

    assertEquals(0, run.exitCode(), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--backfill"})
  void writesNothingForAnEventInTheFuture(String option) throws Exception {
    String[] command =
        Stream.of("invoke", option, event("cluster").toString())
            .filter(argument -> !argument.isEmpty())
            .toArray(String[]::new);
    try (DemoEngines empty = DemoEngines.start(DemoFleet.read())) {
      CommandLineRun run =
          CommandLineRun.at(Instant.parse("2026-01-15T05:54:59.999Z"), empty.settings(), command);

      assertRejected(
          run,
          "\"2026-01-15T06:00:00Z\" is in the future",
          "the clock reads 2026-01-15T05:54:59Z",
          "up to 2026-01-15T05:59:59Z");
      assertEquals(0, empty.ecs().calls().total());
    }
  }

  @Test
  void rejectsEventsOfMoreThanADayWithoutBackfill() {
    Instant later = EVENT_TIME.plus(Duration.ofHours(24)).plusSeconds(1);
    String event = event("service").toString();

    assertRejected(
        CommandLineRun.at(later, engines.settings(), "invoke", event),
        "2026-01-15T06:00:00Z is more than 24 hours ago",
        "the clock reads 2026-01-16T06:00:01Z",
        "from 2026-01-15T06:00:01Z on",
        "--now",
        "--backfill");
    CommandLineRun backfill =
        CommandLineRun.at(later, engines.settings(), "invoke", "--backfill", event);
    assertEquals(0, backfill.exitCode(), backfill.err());
    assertTrue(backfill.out().contains("\"snapshot_id\":\"20260115T060000Z-"), backfill.out());
  }

  @Test
  void takesAFullSnapshotOfTheCurrentTimeWithoutAnEvent() {
    CommandLineRun run =
        CommandLineRun.at(
            Instant.parse("2026-02-03T04:05:06.789Z"), engines.settings(), "invoke", "--now");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"snapshot_id\":\"20260203T040506Z\""), run.out());
  }

  @Test
  void replacesOnlyTheTimeOfAnEvent() {
    CommandLineRun run =
        CommandLineRun.at(
            Instant.parse("2026-02-03T04:05:06.789Z"),
            engines.settings(),
            "invoke",
            "--now",
            event("cluster").toString());

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"snapshot_id\":\"20260203T040506Z-"), run.out());
    assertTrue(run.out().contains("\"cluster_count\":1,"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"time\":1} x", "{\"detail\":{},\"detail\":{}}"})
  void reportsProblemsOfAnEventWithTheCurrentTime(String text, @TempDir Path directory)
      throws Exception {
    Path event = Files.writeString(directory.resolve("event.json"), text);

    assertRejected(
        CommandLineRun.in(engines.settings(), "invoke", "--now", event.toString()),
        "event cannot be used:\n  - it is not ");
  }

  @Test
  void exitsWithThreeWhenAPartCouldNotBeRead(@TempDir Path directory) throws Exception {
    deny(FaultRule.of(new Fault.AccessDenied()).touching("cluster/lager-prod"));

    CommandLineRun run = invoke(at("2026-01-16T06:00:00Z", directory));

    assertEquals(3, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"status\":\"PARTIAL\""), run.out());
  }

  @Test
  void exitsWithOneWhenNothingCouldBeRead(@TempDir Path directory) throws Exception {
    deny(FaultRule.of(new Fault.AccessDenied()).on("ListClusters"));

    CommandLineRun run = invoke(at("2026-01-17T06:00:00Z", directory));

    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"status\":\"FAILED\""), run.out());
    assertTrue(run.err().contains("nothing of the requested scope could be read"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void exitsWithTwoWhenSettingsCannotBeUsed() {
    Map<String, String> settings = new HashMap<>(engines.settings());
    settings.remove(Settings.BUCKET);
    settings.put("INVENTORY_FORMAT", "csv");
    settings.put(Settings.REGIONS, "us-esat-1");

    CommandLineRun run =
        CommandLineRun.at(EVENT_TIME, settings, "invoke", event("scheduled").toString());

    assertRejected(run, "INVENTORY_BUCKET is not set", "INVENTORY_FORMAT: \"csv\"", "us-esat-1");
  }

  @Test
  void exitsWithTwoWhenBucketAndTableDoNotExist() {
    Map<String, String> settings = new HashMap<>(engines.settings());
    settings.put(Settings.BUCKET, "no-such-bucket");
    settings.put(Settings.TABLE, "no-such-table");

    CommandLineRun run =
        CommandLineRun.at(EVENT_TIME, settings, "invoke", event("scheduled").toString());

    assertRejected(
        run, "INVENTORY_BUCKET: \"no-such-bucket\"", "INVENTORY_TABLE: \"no-such-table\"");
  }

  @Test
  void exitsWithTwoWhenTheEventCannotBeUsed(@TempDir Path directory) throws Exception {
    Path event = Files.writeString(directory.resolve("event.json"), "{\"detail\":{\"cluster\":1}}");

    assertRejected(invoke(event.toString()), "time is missing", "detail.cluster is not a key");
  }

  @Test
  void exitsWithTwoWhenTheEventCannotBeRead(@TempDir Path directory) {
    assertRejected(invoke(directory.resolve("absent.json").toString()), "absent.json");
  }

  private static void assertRejected(CommandLineRun run, String... reasons) {
    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    for (String reason : reasons) {
      assertTrue(run.err().contains(reason), run.err());
    }
    assertFalse(run.err().contains("\tat "), run.err());
  }

  private static void deny(FaultRule rule) {
    engines.ecs().faults(FaultScript.of(rule));
  }

  private static CommandLineRun invoke(String event) {
    return CommandLineRun.in(engines.settings(), "invoke", "--backfill", event);
  }

  private static Path event(String name) {
    return CommandLineRun.projectHome().resolve("events/" + name + ".json");
  }

  /** The scheduled event at another time, which is another snapshot. */
  private static String at(String time, Path directory) throws Exception {
    String event = Files.readString(event("scheduled"), StandardCharsets.UTF_8);
    Path file = directory.resolve("event.json");
    Files.writeString(file, event.replace("2026-01-15T06:00:00Z", time));
    return file.toString();
  }
}
