package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.EventBus;
import dev.ecsinventory.simulator.EventBus.Response;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The events of consecutive snapshots of a fleet whose tags change. */
@Execution(ExecutionMode.CONCURRENT)
class EventsTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String SERVICE = ARN + "service/prod/checkout";
  private static final String GOOD = ARN + "task-set/prod/checkout/ecs-svc/1";
  private static final String BAD = ARN + "task-set/prod/checkout/ecs-svc/2";
  private static final String POLICY =
      """
      {"tags": {"team": {"tag_key": "Team", "tag_value": ["pay", "find"],
                         "report_required_tag_for": ["ecs:task-set"]}}}
      """;
  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [
            {"name": "us-east-1", "clusters": [
              {"clusterName": "prod", "services": [
                {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [
                   {"id": "ecs-svc/1", "externalId": "release-7", "startedBy": "spinnaker",
                    "tags": [{"key": "Team", "value": "pay"}]},
                   {"id": "ecs-svc/2", "tags": []}]}]}]}]}]}
          """);

  private static StateTables tables;

  @TempDir Path directory;
  private EventBus bus;
  private Exporter exporter;
  private Path policy;

  @BeforeAll
  static void startEngine() {
    tables = new StateTables();
  }

  @AfterAll
  static void stopEngine() {
    tables.close();
  }

  @BeforeEach
  void takeTheFirstSnapshot() throws IOException {
    bus = EventBus.start();
    policy = Files.writeString(directory.resolve("policy.json"), POLICY);
    exporter =
        Exporter.of(FLEET, Files.createDirectory(directory.resolve("bucket")))
            .table(tables.open(tables.create()))
            .events(bus)
            .set("TAG_POLICY", "file:" + policy);
    snapshot(1);
  }

  @AfterEach
  void stop() {
    exporter.close();
    bus.close();
  }

  @Test
  void theFirstSnapshotOfAnAccountAndRegionSendsNoEvent() {
    assertEquals(List.of(), bus.taken());
  }

  @Test
  void aNewViolationSendsTheSampleEventOnce() throws IOException {
    exporter.simulator().fleet(tagged(GOOD, "Pay"));
    snapshot(2);
    snapshot(3);
    snapshot(2);

    JsonNode sample =
        new JsonMapper()
            .readTree(Path.of("..", "events", "task-set-tag-compliance-change.json").toFile());
    assertEquals(1, bus.taken().size());
    JsonNode entry = bus.taken().getFirst();
    assertEquals(sample.get("source"), entry.get("Source"));
    assertEquals(sample.get("detail-type"), entry.get("DetailType"));
    assertEquals(sample.get("resources"), entry.get("Resources"));
    assertEquals(1768442400L, entry.get("Time").longValue(), "the snapshot's time");
    assertEquals(sample.get("detail").toPrettyString(), bus.details().getFirst().toPrettyString());
  }

  @Test
  void aTaskSetThatBecomesCompliantSendsAnEvent() {
    exporter.simulator().fleet(tagged(BAD, "find"));
    snapshot(2);

    assertEquals(List.of("2 NON_COMPLIANT COMPLIANT"), received());
  }

  @Test
  void newTaskSetsSendEventsForViolationsOnlyAndDeletedOnesNever() {
    Fleet without = FLEET.without(GOOD).without(BAD);
    exporter.simulator().fleet(without);
    snapshot(2);
    assertEquals(List.of(), received());

    exporter.simulator().fleet(FLEET);
    snapshot(3);
    assertEquals(List.of("2 null NON_COMPLIANT"), received());
  }

  @Test
  void anIntermediateUnknownStatusIsNoChange() {
    exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets"));
    snapshot(2);
    exporter.faults();
    snapshot(3);
    assertEquals(List.of(), received());

    exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets"));
    exporter.simulator().fleet(tagged(GOOD, "Pay"));
    snapshot(4);
    exporter.faults();
    snapshot(5);
    assertEquals(List.of("1 COMPLIANT NON_COMPLIANT"), received());
  }

  @Test
  void anOlderSnapshotSendsNoEvent() {
    exporter.simulator().fleet(tagged(GOOD, "Pay"));
    snapshot(5);
    bus.clear();
    exporter.simulator().fleet(FLEET);
    snapshot(3);
    assertEquals(List.of(), received());
  }

  @Test
  void noEventIsSentWithoutAPolicyOrIfDisabled() {
    exporter.set("INVENTORY_EVENTS", "off").simulator().fleet(tagged(GOOD, "Pay"));
    snapshot(2);
    assertEquals(List.of(), received());
  }

  @Test
  void manyChangesAreSentInBatchesWithinTheLimits() {
    Fleet many = many("find");
    exporter.simulator().fleet(many);
    snapshot(2);
    bus.clear();
    exporter.simulator().fleet(many("\uD83D\uDE80".repeat(128)));
    snapshot(3);

    assertEquals(List.of(10, 10, 5), bus.calls());
    assertEquals(25, bus.details().stream().map(d -> d.get("task_set_arn")).distinct().count());
  }

  /** The fleet with 25 additional task sets. */
  private static Fleet many(String value) {
    return FLEET.with(
        SERVICE,
        service ->
            IntStream.range(100, 125)
                .forEach(
                    number ->
                        service
                            .withArray("taskSets")
                            .addObject()
                            .put("id", "ecs-svc/" + number)
                            .putArray("tags")
                            .addObject()
                            .put("key", "Team")
                            .put("value", value)));
  }

  @Test
  void onlyRejectedEntriesAreSentAgain() {
    exporter.simulator().fleet(bothChanged());
    bus.next(Response.FIRST_ENTRY_FAILS, Response.THROTTLED);
    assertEquals("COMPLETE", snapshot(2).get(Snapshots.STATUS));

    assertEquals(List.of(2, 1, 1), bus.calls());
    assertEquals(List.of("2 NON_COMPLIANT COMPLIANT", "1 COMPLIANT NON_COMPLIANT"), received());
  }

  @Test
  void aFailedCallIsNotRepeatedAndTheSnapshotIsCommitted() {
    exporter.simulator().fleet(bothChanged());
    bus.next(Response.BROKEN_AFTER_TAKING);
    assertEquals("COMPLETE", snapshot(2).get(Snapshots.STATUS));
    snapshot(2);

    assertEquals(List.of(2), bus.calls());
  }

  @Test
  void anEventThatIsAlwaysRejectedIsDroppedAndTheSnapshotIsCommitted() {
    exporter.simulator().fleet(tagged(GOOD, "Pay"));
    bus.next(
        Response.FIRST_ENTRY_FAILS,
        Response.FIRST_ENTRY_FAILS,
        Response.FIRST_ENTRY_FAILS,
        Response.FIRST_ENTRY_FAILS,
        Response.FIRST_ENTRY_FAILS);
    assertEquals("COMPLETE", snapshot(2).get(Snapshots.STATUS));

    assertEquals(List.of(1, 1, 1, 1, 1), bus.calls());
    assertEquals(List.of(), received());
  }

  private static Fleet bothChanged() {
    return tagged(GOOD, "Pay").with(BAD, tag("find"));
  }

  private static Fleet tagged(String arn, String value) {
    return FLEET.with(arn, tag(value));
  }

  private static Consumer<ObjectNode> tag(String value) {
    return node -> node.putArray("tags").addObject().put("key", "Team").put("value", value);
  }

  /** The ID of the task set, and the previous and current status, of each event in order. */
  private List<String> received() {
    return bus.details().stream()
        .map(
            detail ->
                detail.get("task_set_id").asText().replace("ecs-svc/", "")
                    + " "
                    + detail.get("previous_status").asText()
                    + " "
                    + detail.get("compliance_status").asText())
        .toList();
  }

  private Row snapshot(int hour) {
    Row summary = exporter.run("{\"time\":\"2026-01-15T%02d:00:00Z\"}".formatted(hour));
    assertTrue(Files.exists(policy));
    return summary;
  }
}
