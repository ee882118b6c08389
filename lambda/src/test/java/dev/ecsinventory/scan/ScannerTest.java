package dev.ecsinventory.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.InProcessEcs;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.Listed;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.plan.ClusterToRead;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Reading.ClusterReading;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a target's scan reads, concludes and reports, without sockets. */
class ScannerTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String PROD = ARN + "cluster/prod";
  private static final String CHECKOUT = ARN + "service/prod/checkout";
  private static final String DEPLOY = ARN + "service/prod/deploy";
  private static final String WEB = ARN + "service/prod/web";
  private static final String SET_1 = ARN + "task-set/prod/checkout/ecs-svc/1";
  private static final String SET_2 = ARN + "task-set/prod/checkout/ecs-svc/2";
  private static final String SET_3 = ARN + "task-set/prod/deploy/ecs-svc/3";

  private static final String SHOP =
      """
      {"clusterName": "prod", "services": [
        {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"}, "taskSets": [
          {"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]},
          {"id": "ecs-svc/2", "tags": []}]},
        {"serviceName": "deploy", "deploymentController": {"type": "CODE_DEPLOY"}, "taskSets": [
          {"id": "ecs-svc/3", "tags": []}]},
        {"serviceName": "web"}]}
      """;

  /** The results of a scan; readings as one line each, in order. */
  private record Result(Scan scan, List<String> readings) {
    List<String> failures() {
      return scan.failures().stream()
          .map(
              failure ->
                  "%s %s %s %d in %s"
                      .formatted(
                          failure.operation(),
                          failure.resourceArn().replace(ARN, ""),
                          failure.errorCode(),
                          failure.attempts(),
                          failure.clusterArn() == null
                              ? "none"
                              : failure.clusterArn().replace(ARN, "")))
          .toList();
    }
  }

  private static String line(Reading reading) {
    return switch (reading) {
      case ClusterReading cluster ->
          "%s tags %s".formatted(cluster.arn().replace(ARN, ""), cluster.tagsKnown());
      case ServiceReading service ->
          "%s tags %s, %s task sets %s"
              .formatted(
                  service.identity().serviceArn().replace(ARN, ""),
                  service.tagsKnown(),
                  service.taskSetCount(),
                  service.taskSets().stream().map(ScannerTest::line).toList());
      case TaskDefinitionReading definition -> throw new AssertionError(definition.toString());
    };
  }

  private static String line(TaskSetReading set) {
    return set.arn().replaceAll(".*/", "")
        + (set.tagsKnown() ? " tags " + set.taskSet().tags().size() : " unknown");
  }

  private static Result scan(InProcessEcs ecs) {
    return scan(ecs, Scope.EVERYTHING, Deadline.NONE, new ClusterToRead(PROD, cluster("ACTIVE")));
  }

  private static Result scan(InProcessEcs ecs, Scope scope) {
    return scan(ecs, scope, Deadline.NONE, new ClusterToRead(PROD, cluster("ACTIVE")));
  }

  private static Result scan(
      InProcessEcs ecs, Scope scope, Deadline deadline, ClusterToRead... clusters) {
    Queue<String> readings = new ConcurrentLinkedQueue<>();
    Target target = new Target("target", InProcessEcs.PLACE, List.of(clusters), 0);
    Scan scan =
        new Scanner(ecs.reader(), scope)
            .scan(target, deadline, reading -> readings.add(line(reading)));
    return new Result(scan, readings.stream().sorted().toList());
  }

  private static String cluster(String status) {
    return "{\"clusterArn\":\"%s\",\"status\":\"%s\",\"tags\":[]}".formatted(PROD, status);
  }

  private static Scope services(String... globs) {
    return new Scope(List.of(), List.of(), List.of(), globs(globs), List.of());
  }

  private static Scope taskSets(String... globs) {
    return new Scope(List.of(), List.of(), List.of(), List.of(), globs(globs));
  }

  private static List<Glob> globs(String... globs) {
    return List.of(globs).stream().map(Glob::new).toList();
  }

  /** Changes the responses of one operation. */
  private static InProcessEcs bent(String operation, Consumer<ObjectNode> change) {
    return InProcessEcs.of(SHOP)
        .bend(
            (called, response) -> {
              if (called.equals(operation)) {
                change.accept(response);
              }
              return response.toString();
            });
  }

  private static Map<String, Set<String>> byName(Map<ServiceIdentity, Set<String>> sets) {
    return sets.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().serviceArn(), Map.Entry::getValue));
  }

  @Test
  void readsTheServicesAndTaskSetsOfACluster() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Result result = scan(ecs);
      assertEquals(
          List.of(
              "cluster/prod tags true",
              "service/prod/checkout tags true, 2 task sets [1 tags 1, 2 tags 0]",
              "service/prod/deploy tags true, 1 task sets [3 tags 0]",
              "service/prod/web tags true, 0 task sets []"),
          result.readings());
      assertEquals(List.of(), result.failures());
      assertEquals(List.of(), result.scan().matchedSelectors());
      assertFalse(result.scan().isCutShort());
    }
  }

  @Test
  void coversWhatItReadCompletely() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Coverage coverage = scan(ecs).scan().coverage();
      assertEquals(List.of(PROD), coverage.clusters());
      assertFalse(coverage.provesAbsent(PROD, WEB));
      assertTrue(coverage.provesAbsent(PROD, ARN + "service/prod/other"));
      assertFalse(coverage.provesAbsent(PROD, CHECKOUT, SET_2));
      assertTrue(coverage.provesAbsent(PROD, CHECKOUT, SET_3));
      assertTrue(coverage.provesAbsent(PROD, WEB, SET_3), "an empty list is complete");
    }
  }

  @Test
  void recordsWhatWasListedForTheConservationCheck() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Listed listed = scan(ecs).scan().listed();
      assertEquals(
          Map.of(PROD, new Listed.Services(Set.of(CHECKOUT, DEPLOY, WEB), true)),
          listed.clusters());
      assertEquals(
          Map.of(CHECKOUT, Set.of(SET_1, SET_2), DEPLOY, Set.of(SET_3), WEB, Set.of()),
          byName(listed.taskSets()));
    }
  }

  @Test
  void sendsOneCallPerListingTenServicesAndServiceWithTaskSets() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Scan scan = scan(ecs).scan();
      assertEquals(1, ecs.requests("ListServices").size());
      assertEquals(100, ecs.requests("ListServices").getFirst().get("maxResults").intValue());
      JsonNode describe = ecs.requests("DescribeServices").getFirst();
      assertEquals(1, ecs.requests("DescribeServices").size());
      assertEquals("[\"TAGS\"]", describe.get("include").toString());
      assertEquals(Set.of(CHECKOUT, DEPLOY), of(ecs.requests("DescribeTaskSets"), "service"));
      assertEquals(Set.of(PROD), of(ecs.requests("DescribeTaskSets"), "cluster"));
      ecs.requests("DescribeTaskSets")
          .forEach(request -> assertEquals("[\"TAGS\"]", request.get("include").toString()));
      assertEquals(4, scan.apiCalls());
      assertEquals(0, scan.throttledCalls());
    }
  }

  private static Set<String> of(List<JsonNode> requests, String field) {
    return requests.stream()
        .map(request -> request.get(field).textValue())
        .collect(Collectors.toSet());
  }

  @Test
  void describesTenServicesWithOneCallAcrossPageBreaks() {
    try (InProcessEcs ecs = InProcessEcs.of(numbered(105))) {
      Result result = scan(ecs);
      assertEquals(List.of(), result.failures());
      assertEquals(106, result.readings().size());
      assertEquals(2, ecs.requests("ListServices").size());
      assertEquals(
          List.of(5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10),
          ecs.requests("DescribeServices").stream()
              .map(request -> request.get("services").size())
              .sorted()
              .toList());
      assertEquals(105, result.scan().listed().clusters().get(PROD).arns().size());
    }
  }

  /** So that equal fleets are read by equal calls: ECS lists services in no order. */
  @Test
  void describesTheServicesOfAPageInTheirOrder() {
    try (InProcessEcs ecs =
        InProcessEcs.of(numbered(12))
            .bend(
                (operation, response) -> {
                  if (operation.equals("ListServices")) {
                    ArrayNode arns = response.withArray("serviceArns");
                    arns.add(arns.remove(0));
                  }
                  return response.toString();
                })) {
      scan(ecs);
      assertTrue(
          ecs.requests("DescribeServices").stream()
              .map(
                  request ->
                      StreamSupport.stream(request.get("services").spliterator(), false)
                          .map(JsonNode::textValue)
                          .toList())
              .allMatch(arns -> arns.equals(arns.stream().sorted().toList())));
    }
  }

  private static String numbered(int services) {
    return "{\"clusterName\": \"prod\", \"services\": ["
        + IntStream.range(0, services)
            .mapToObj(number -> "{\"serviceName\": \"s%d\"}".formatted(number))
            .collect(Collectors.joining(","))
        + "]}";
  }

  @Test
  void readsTheOtherServicesOfACallThatFailsBecauseOfOne() {
    try (InProcessEcs ecs =
        InProcessEcs.of(numbered(10))
            .faults(
                FaultRule.of(new Fault.AccessDenied())
                    .on("DescribeServices")
                    .touching("service/prod/s3"))) {
      Result result = scan(ecs);
      assertEquals(
          List.of("DescribeServices service/prod/s3 AccessDeniedException 1 in cluster/prod"),
          result.failures());
      assertEquals(10, result.readings().size(), "the cluster and nine services");
      assertFalse(
          result.scan().coverage().provesAbsent(PROD, ARN + "service/prod/s3"), "it was listed");
    }
  }

  @Test
  void reportsEachServiceThatNoCallDescribes() {
    try (InProcessEcs ecs =
        InProcessEcs.of(SHOP)
            .faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeServices"))) {
      Result result = scan(ecs);
      assertEquals(
          List.of("service/prod/checkout", "service/prod/deploy", "service/prod/web"),
          result.scan().failures().stream()
              .map(failure -> failure.resourceArn().replace(ARN, ""))
              .toList());
      assertEquals(List.of("cluster/prod tags true"), result.readings());
      assertEquals(Map.of(), result.scan().listed().taskSets());
    }
  }

  @Test
  void repeatsCallsThatFailTemporarilyAndCountsThem() {
    for (String operation : List.of("ListServices", "DescribeServices", "DescribeTaskSets")) {
      try (InProcessEcs ecs =
          InProcessEcs.of(SHOP).faults(FaultRule.of(new Fault.Throttle()).on(operation).times(1))) {
        Result result = scan(ecs);
        assertEquals(List.of(), result.failures(), operation);
        assertEquals(4, result.readings().size(), operation);
        assertEquals(5, result.scan().apiCalls(), operation);
        assertEquals(1, result.scan().throttledCalls(), operation);
      }
    }
  }

  @Test
  void concludesNothingFromAListingThatFailed() {
    try (InProcessEcs ecs =
        InProcessEcs.of(SHOP).faults(FaultRule.of(new Fault.AccessDenied()).on("ListServices"))) {
      Result result = scan(ecs);
      assertEquals(
          List.of("ListServices cluster/prod AccessDeniedException 1 in none"), result.failures());
      assertEquals(List.of(), result.scan().coverage().clusters());
      assertEquals(
          Map.of(PROD, new Listed.Services(Set.of(), false)), result.scan().listed().clusters());
    }
  }

  @Test
  void readsTheServicesOfThePagesBeforeTheOneThatFailed() {
    try (InProcessEcs ecs =
        InProcessEcs.of(numbered(105))
            .faults(FaultRule.of(new Fault.AccessDenied()).on("ListServices").from(2))) {
      Result result = scan(ecs);
      assertEquals(1, result.failures().size());
      assertEquals(101, result.readings().size(), "the cluster and a page of services");
      assertEquals(List.of(), result.scan().coverage().clusters());
      assertFalse(result.scan().listed().clusters().get(PROD).complete());
    }
  }

  @Test
  void anEntryThatNamesNoServiceOfTheClusterMakesTheListingIncomplete() {
    for (String entry : List.of("", "\"\"", "\" \"", "\"%sservice/dev/x\"".formatted(ARN))) {
      try (InProcessEcs ecs =
          InProcessEcs.of(SHOP)
              .bend(
                  (operation, response) ->
                      operation.equals("ListServices")
                          ? response
                              .toString()
                              .replace("[", "[" + (entry.isEmpty() ? "null" : entry) + ",")
                          : response.toString())) {
        Result result = scan(ecs);
        assertEquals(
            List.of("ListServices cluster/prod MALFORMED 1 in none"), result.failures(), entry);
        assertEquals(4, result.readings().size(), entry);
        assertEquals(List.of(), result.scan().coverage().clusters(), entry);
        assertEquals(
            new Listed.Services(Set.of(CHECKOUT, DEPLOY, WEB), false),
            result.scan().listed().clusters().get(PROD));
        assertTrue(
            result.scan().failures().getFirst().message().startsWith("the list serviceArns has"));
      }
    }
  }

  @Test
  void aPageWithoutAListOrWithARepeatedTokenIsAFailureOfTheListing() {
    AtomicReference<String> token = new AtomicReference<>();
    try (InProcessEcs noList = bent("ListServices", response -> response.remove("serviceArns"));
        InProcessEcs endless =
            InProcessEcs.of(numbered(105))
                .bend(
                    (operation, response) -> {
                      if (operation.equals("ListServices")) {
                        token.compareAndSet(null, response.path("nextToken").textValue());
                        response.put("nextToken", token.get());
                      }
                      return response.toString();
                    })) {
      for (InProcessEcs ecs : List.of(noList, endless)) {
        Result result = scan(ecs);
        assertEquals(List.of("ListServices cluster/prod MALFORMED 1 in none"), result.failures());
        assertEquals(List.of(), result.scan().coverage().clusters());
      }
    }
  }

  @Test
  void aServiceThatIsListedTwiceIsReadOnce() {
    String old = ARN + "service/web";
    try (InProcessEcs ecs =
        bent("ListServices", response -> response.withArray("serviceArns").add(WEB).add(old))) {
      Result result = scan(ecs);
      assertEquals(List.of(), result.failures());
      assertEquals(4, result.readings().size());
      assertEquals(3, result.scan().listed().clusters().get(PROD).arns().size());
    }
  }

  @Test
  void aServiceOfTheScopeIsReadWithoutTheOthers() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Result result = scan(ecs, services("web", "check*", "gone"));
      assertEquals(
          List.of(
              "cluster/prod tags true",
              "service/prod/checkout tags true, 2 task sets [1 tags 1, 2 tags 0]",
              "service/prod/web tags true, 0 task sets []"),
          result.readings());
      assertEquals(List.of("check*", "web"), result.scan().matchedSelectors());
      assertEquals(
          Set.of(CHECKOUT, WEB), result.scan().listed().clusters().get(PROD).arns(), "in scope");
      assertFalse(result.scan().coverage().provesAbsent(PROD, DEPLOY), "it was listed");
    }
  }

  @Test
  void aTaskSetOfTheScopeIsReadWithoutTheOthersOfItsService() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Result result = scan(ecs, taskSets("ecs-svc/2", "gone"));
      assertEquals(
          List.of(
              "cluster/prod tags true", "service/prod/checkout tags true, 2 task sets [2 tags 0]"),
          result.readings());
      assertEquals(List.of("ecs-svc/2"), result.scan().matchedSelectors());
      Listed listed = result.scan().listed();
      assertEquals(Map.of(PROD, new Listed.Services(Set.of(CHECKOUT), true)), listed.clusters());
      assertEquals(Map.of(CHECKOUT, Set.of(SET_2)), byName(listed.taskSets()));
      assertFalse(result.scan().coverage().provesAbsent(PROD, CHECKOUT, SET_1), "it was named");
    }
  }

  @Test
  void taskSetsThatCannotBeDescribedHaveTheirInlineCopiesWithUnknownTags() {
    try (InProcessEcs ecs =
        InProcessEcs.of(SHOP)
            .faults(
                FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets").touching(CHECKOUT))) {
      Result result = scan(ecs);
      assertEquals(
          List.of("DescribeTaskSets service/prod/checkout AccessDeniedException 1 in cluster/prod"),
          result.failures());
      assertTrue(
          result
              .readings()
              .contains("service/prod/checkout tags true, 2 task sets [1 unknown, 2 unknown]"));
      assertTrue(
          result.readings().contains("service/prod/deploy tags true, 1 task sets [3 tags 0]"));
      assertTrue(result.scan().coverage().provesAbsent(PROD, CHECKOUT, SET_3));
    }
  }

  @Test
  void aTaskSetThatTheResponseLacksHasItsInlineCopyWithUnknownTags() {
    try (InProcessEcs ecs =
        bent(
            "DescribeTaskSets",
            response -> {
              if (response.get("taskSets").size() == 2) {
                response.withArray("taskSets").remove(0);
              }
            })) {
      Result result = scan(ecs);
      assertEquals(
          List.of("DescribeTaskSets task-set/prod/checkout/ecs-svc/1 MISSING 1 in cluster/prod"),
          result.failures());
      assertTrue(
          result
              .readings()
              .contains("service/prod/checkout tags true, 2 task sets [1 unknown, 2 tags 0]"));
    }
  }

  @Test
  void aResponseWithoutTagsGivesNoTags() {
    try (InProcessEcs ecs =
        bent("DescribeTaskSets", response -> without(response, "taskSets", "tags"))) {
      Result result = scan(ecs);
      assertEquals(
          List.of(
              "DescribeTaskSets task-set/prod/checkout/ecs-svc/1 MALFORMED 1 in cluster/prod",
              "DescribeTaskSets task-set/prod/checkout/ecs-svc/2 MALFORMED 1 in cluster/prod",
              "DescribeTaskSets task-set/prod/deploy/ecs-svc/3 MALFORMED 1 in cluster/prod"),
          result.failures());
      assertTrue(
          result
              .readings()
              .contains("service/prod/checkout tags true, 2 task sets [1 unknown, 2 unknown]"));
    }
    try (InProcessEcs ecs =
        bent("DescribeServices", response -> without(response, "services", "tags"))) {
      Result result = scan(ecs);
      assertEquals(
          List.of(
              "DescribeServices service/prod/checkout MALFORMED 1 in cluster/prod",
              "DescribeServices service/prod/deploy MALFORMED 1 in cluster/prod",
              "DescribeServices service/prod/web MALFORMED 1 in cluster/prod"),
          result.failures());
      assertTrue(result.readings().contains("service/prod/web tags false, 0 task sets []"));
    }
  }

  private static void without(ObjectNode response, String list, String field) {
    response.get(list).forEach(entry -> ((ObjectNode) entry).remove(field));
  }

  @Test
  void taskSetsOfAServiceWithoutAListAreUnknownAndNotAbsent() {
    try (InProcessEcs ecs =
        bent("DescribeServices", response -> without(response, "services", "taskSets"))) {
      Result result = scan(ecs);
      assertEquals(
          List.of(
              "DescribeServices service/prod/checkout MALFORMED 1 in cluster/prod",
              "DescribeServices service/prod/deploy MALFORMED 1 in cluster/prod"),
          result.failures(),
          "a rolling service has no task sets");
      assertTrue(result.readings().contains("service/prod/checkout tags true, null task sets []"));
      assertFalse(result.scan().coverage().provesAbsent(PROD, CHECKOUT, SET_1));
      assertTrue(result.scan().coverage().provesAbsent(PROD, WEB, SET_1));
    }
  }

  @Test
  void aServiceOfAnotherClusterOrNameIsNotTheRequestedOne() {
    try (InProcessEcs cluster = bent("DescribeServices", set("clusterArn", ARN + "cluster/dev"));
        InProcessEcs name = bent("DescribeServices", set("serviceName", "other"))) {
      assertEquals(
          List.of("the response describes one of another cluster: " + ARN + "cluster/dev"),
          messages(scan(cluster)));
      assertEquals(
          List.of("the response describes one of another name: other"), messages(scan(name)));
    }
  }

  @Test
  void aServiceWithoutItsOwnClusterAndNameIsTheRequestedOne() {
    try (InProcessEcs cluster = bent("DescribeServices", set("clusterArn", " "));
        InProcessEcs name = bent("DescribeServices", set("serviceName", ""))) {
      assertEquals(List.of(), messages(scan(cluster)));
      assertEquals(List.of(), messages(scan(name)));
    }
  }

  @Test
  void anOldArnInTheResponseIsTheRequestedResourceAndNoOther() {
    try (InProcessEcs service = bent("DescribeServices", set("serviceArn", ARN + "service/web"));
        InProcessEcs taskSet =
            bent(
                "DescribeTaskSets",
                response -> {
                  if (response.at("/taskSets/1") instanceof ObjectNode second) {
                    second.put("taskSetArn", ARN + "task-set/ecs-svc/2");
                  }
                })) {
      for (InProcessEcs ecs : List.of(service, taskSet)) {
        Result result = scan(ecs);
        assertEquals(List.of(), messages(result));
        assertEquals(
            "service/prod/checkout tags true, 2 task sets [1 tags 1, 2 tags 0]",
            result.readings().get(1));
        assertEquals(4, result.readings().size());
      }
    }
  }

  @Test
  void aServiceThatTheResponseLacksIsAFailure() {
    try (InProcessEcs ecs =
        bent("DescribeServices", response -> response.withArray("services").remove(2))) {
      Result result = scan(ecs);
      assertEquals(
          List.of("DescribeServices service/prod/web MISSING 1 in cluster/prod"),
          result.failures());
      assertFalse(result.scan().isCutShort(), "the deadline did not pass");
    }
  }

  @Test
  void aTaskSetOfAnotherServiceIsNotTheRequestedOne() {
    try (InProcessEcs ecs =
        bent(
            "DescribeTaskSets",
            response -> ((ObjectNode) response.at("/taskSets/0")).put("serviceArn", WEB))) {
      Result result = scan(ecs, services("deploy"));
      assertEquals(
          List.of("the response describes one of another service: " + WEB), messages(result));
      assertTrue(
          result.readings().contains("service/prod/deploy tags true, 1 task sets [3 unknown]"));
    }
  }

  private static Consumer<ObjectNode> set(String field, String value) {
    return response -> ((ObjectNode) response.at("/services/2")).put(field, value);
  }

  private static List<String> messages(Result result) {
    return result.scan().failures().stream().map(failure -> failure.message()).toList();
  }

  @Test
  void doesNotListAnInactiveCluster() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Result result =
          scan(ecs, Scope.EVERYTHING, Deadline.NONE, new ClusterToRead(PROD, cluster("INACTIVE")));
      assertEquals(List.of("cluster/prod tags true"), result.readings());
      assertEquals(0, result.scan().apiCalls());
    }
  }

  @Test
  void readsTheServicesOfAClusterThatCouldNotBeDescribed() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Result result = scan(ecs, Scope.EVERYTHING, Deadline.NONE, new ClusterToRead(PROD, null));
      assertEquals(3, result.readings().size());
      assertTrue(result.readings().stream().noneMatch(line -> line.startsWith("cluster")));
    }
  }

  @Test
  void aClusterWithoutTagsInItsDescriptionHasUnknownTags() {
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      Result result =
          scan(
              ecs,
              Scope.EVERYTHING,
              Deadline.NONE,
              new ClusterToRead(PROD, "{\"clusterArn\":\"%s\"}".formatted(PROD)));
      assertEquals("cluster/prod tags false", result.readings().getFirst());
    }
  }

  @Test
  void afterTheDeadlineEachUnreadPartIsAFailureThatSaysSo() {
    Map<String, List<String>> expected =
        Map.of(
            "none",
            List.of("ListServices cluster/prod NotReached 0 in none"),
            "ListServices",
            List.of(
                "DescribeServices service/prod/checkout NotReached 0 in cluster/prod",
                "DescribeServices service/prod/deploy NotReached 0 in cluster/prod",
                "DescribeServices service/prod/web NotReached 0 in cluster/prod"),
            "DescribeServices",
            List.of(
                "DescribeTaskSets service/prod/checkout NotReached 0 in cluster/prod",
                "DescribeTaskSets service/prod/deploy NotReached 0 in cluster/prod"));
    expected.forEach(
        (last, failures) -> {
          SettableClock clock = new SettableClock(Instant.parse("2026-01-15T06:00:00Z"));
          Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
          try (InProcessEcs ecs = bent(last, response -> clock.pass(Duration.ofHours(1)))) {
            if (last.equals("none")) {
              clock.pass(Duration.ofHours(1));
            }
            Result result =
                scan(ecs, Scope.EVERYTHING, deadline, new ClusterToRead(PROD, cluster("ACTIVE")));
            assertEquals(failures, result.failures(), last);
            assertTrue(result.scan().isCutShort(), last);
            assertEquals(last.equals("none"), result.scan().coverage().clusters().isEmpty());
            assertEquals(
                !last.equals("none"), result.scan().listed().clusters().get(PROD).complete());
            assertEquals(
                last.equals("DescribeServices"),
                result
                    .readings()
                    .contains(
                        "service/prod/checkout tags true, 2 task sets [1 unknown, 2 unknown]"));
          }
        });
  }

  @Test
  void waitsForMemoryBeforeEachCallWhoseResponseItRetains() {
    Queue<String> events = new ConcurrentLinkedQueue<>();
    try (InProcessEcs ecs = InProcessEcs.of(SHOP)) {
      new Scanner(ecs.reader(), Scope.EVERYTHING)
          .scan(
              new Target("target", InProcessEcs.PLACE, List.of(new ClusterToRead(PROD, null)), 0),
              Deadline.NONE,
              new Readings() {
                @Override
                public void accept(Reading reading) {}

                @Override
                public void awaitRoom() {
                  events.add(
                      "%d listings were sent".formatted(ecs.requests("ListServices").size()));
                }
              });
      assertEquals(
          List.of("1 listings were sent", "1 listings were sent", "1 listings were sent"),
          List.copyOf(events),
          "before the call that describes services and before two that describe task sets");
    }
  }
}
