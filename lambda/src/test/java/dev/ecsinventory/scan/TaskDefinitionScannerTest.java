package dev.ecsinventory.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.InProcessEcs;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDefinitionScannerTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/";

  private final InProcessEcs ecs =
      InProcessEcs.of(
          Fleet.parse(
              """
              {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1",
                "clusters": [{"clusterName": "prod"}],
                "taskDefinitions": [
                  {"family": "shop", "revision": 1, "tags": [{"key": "Team", "value": "pay"}]},
                  {"family": "shop", "revision": 2, "tags": []},
                  {"family": "shop", "revision": 3, "tags": []}]}]}]}
              """));

  @AfterEach
  void close() {
    ecs.close();
  }

  private TaskDefinitionScan scan(int... revisions) {
    return scan(Deadline.NONE, revisions);
  }

  private TaskDefinitionScan scan(Deadline deadline, int... revisions) {
    TreeSet<String> arns = new TreeSet<>();
    IntStream.of(revisions).forEach(revision -> arns.add(ARN + "shop:" + revision));
    return new TaskDefinitionScanner(ecs.reader()).scan(arns, deadline);
  }

  private static List<String> readings(TaskDefinitionScan scan) {
    return scan.readings().stream()
        .map(
            reading ->
                reading.arn().replace(ARN, "")
                    + reading
                        .response()
                        .map(response -> " tags " + response.tags().size())
                        .orElse(" unknown"))
        .toList();
  }

  private static List<String> failures(TaskDefinitionScan scan) {
    return scan.failures().stream()
        .map(failure -> failure.resourceArn().replace(ARN, "") + " " + failure.errorCode())
        .toList();
  }

  private void bend(Consumer<ObjectNode> change) {
    ecs.bend(
        (operation, response) -> {
          change.accept(response);
          return response.toString();
        });
  }

  @Test
  void readsEachTaskDefinitionWithItsTagsByOneCall() {
    TaskDefinitionScan scan = scan(3, 1, 2);
    assertEquals(List.of("shop:1 tags 1", "shop:2 tags 0", "shop:3 tags 0"), readings(scan));
    assertEquals(List.of(), failures(scan));
    assertEquals(3, scan.apiCalls());
    assertEquals(0, scan.throttledCalls());
    ecs.requests("DescribeTaskDefinition")
        .forEach(request -> assertEquals("[\"TAGS\"]", request.get("include").toString()));
  }

  @Test
  void sendsNothingForNone() {
    assertSame(TaskDefinitionScan.NONE, scan());
  }

  /** The call has no resource-level permissions: a role that is denied one is denied all. */
  @Test
  void oneDenialIsEnough() {
    ecs.faults(FaultRule.of(new Fault.AccessDenied()));
    TaskDefinitionScan scan = scan(1, 2, 3);
    assertEquals(List.of("shop:1 unknown", "shop:2 unknown", "shop:3 unknown"), readings(scan));
    assertEquals(List.of("shop:1 AccessDeniedException"), failures(scan));
    assertEquals(1, scan.apiCalls());
  }

  @Test
  void aTaskDefinitionThatFailsDoesNotKeepTheOthersFromBeingRead() {
    TaskDefinitionScan scan = scan(1, 4, 5);
    assertEquals(List.of("shop:1 tags 1", "shop:4 unknown", "shop:5 unknown"), readings(scan));
    assertEquals(List.of("shop:4 ClientException", "shop:5 ClientException"), failures(scan));
    assertEquals(List.of("shop:0 unknown", "shop:1 tags 1"), readings(scan(0, 1)));
  }

  @Test
  void repeatsCallsThatFailTemporarily() {
    ecs.faults(
        FaultRule.of(new Fault.Throttle()).times(1),
        FaultRule.of(new Fault.Throttle()).from(4).times(1));
    TaskDefinitionScan scan = scan(1, 2, 3);
    assertEquals(List.of(), failures(scan));
    assertEquals(5, scan.apiCalls());
    assertEquals(2, scan.throttledCalls());
  }

  @Test
  void afterTheDeadlineEachUnreadOneIsAFailureThatSaysSo() {
    SettableClock clock = new SettableClock(Instant.parse("2026-01-15T06:00:00Z"));
    bend(response -> clock.pass(Duration.ofHours(1)));
    TaskDefinitionScan scan = scan(Deadline.in(Duration.ofMinutes(1), clock), 1, 2, 3);
    assertEquals(List.of("shop:1 tags 1", "shop:2 unknown", "shop:3 unknown"), readings(scan));
    assertEquals(List.of("shop:2 NotReached", "shop:3 NotReached"), failures(scan));
  }

  @Test
  void aResponseThatIsNotTheRequestedTaskDefinitionIsAFailure() {
    bend(response -> response.remove("taskDefinition"));
    assertProblem("the response has no task definition with an ARN");
    bend(response -> definition(response).remove("taskDefinitionArn"));
    assertProblem("the response has no task definition with an ARN");
    bend(response -> definition(response).put("taskDefinitionArn", ARN + "shop:2"));
    assertProblem("the response describes another one: " + ARN + "shop:2");
  }

  @Test
  void aResponseWithoutTagsOrWithUnusableValuesIsAFailure() {
    bend(response -> response.remove("tags"));
    assertProblem("the response has no field tags, so its tags are not known");
    bend(response -> definition(response).putArray("requiresCompatibilities").addNull());
    assertProblem("the list requiresCompatibilities has a null entry");
  }

  private static ObjectNode definition(ObjectNode response) {
    return (ObjectNode) response.get("taskDefinition");
  }

  private void assertProblem(String message) {
    TaskDefinitionScan scan = scan(1);
    assertEquals(List.of("shop:1 unknown"), readings(scan));
    assertEquals(List.of(message), scan.failures().stream().map(ReadFailure::message).toList());
    assertEquals("DescribeTaskDefinition", scan.failures().getFirst().operation());
  }

  /** A service may name its task definition by family and revision. */
  @Test
  void aTaskDefinitionThatIsNamedByFamilyAndRevisionIsTheRequestedOne() {
    TreeSet<String> names = new TreeSet<>(List.of("shop:1"));
    TaskDefinitionScan scan = new TaskDefinitionScanner(ecs.reader()).scan(names, Deadline.NONE);
    assertTrue(scan.readings().getFirst().response().isPresent());
    bend(response -> definition(response).put("taskDefinitionArn", ARN + "workshop:1"));
    TaskDefinitionScan other = new TaskDefinitionScanner(ecs.reader()).scan(names, Deadline.NONE);
    assertTrue(other.readings().getFirst().response().isEmpty());
  }
}
