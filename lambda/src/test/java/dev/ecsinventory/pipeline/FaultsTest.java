package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The result of each error and each fault: the reader reports it and reads everything else. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
  private static final String REGION = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String PROD = REGION + "cluster/prod";
  private static final String CHECKOUT = REGION + "service/prod/checkout";
  private static final String SEARCH = REGION + "service/prod/search";
  private static final String SET_1 = REGION + "task-set/prod/checkout/ecs-svc/1";
  private static final String SET_2 = REGION + "task-set/prod/checkout/ecs-svc/2";
  private static final String SET_3 = REGION + "task-set/prod/search/ecs-svc/3";
  private static final String SET_4 = REGION + "task-set/dev/api/ecs-svc/4";

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [
            {"name": "us-east-1", "clusters": [
              {"clusterName": "prod", "services": [
                {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [
                   {"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]},
                   {"id": "ecs-svc/2", "status": "DRAINING", "tags": []}]},
                {"serviceName": "search", "deploymentController": {"type": "CODE_DEPLOY"},
                 "taskSets": [{"id": "ecs-svc/3", "tags": [{"key": "Team", "value": "find"}]}]},
                {"serviceName": "web"}]},
              {"clusterName": "dev", "services": [
                {"serviceName": "api", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"id": "ecs-svc/4", "tags": []}]}]}]}]}]}
          """);

  private static final int ATTEMPTS = 6;

  @TempDir Path directory;

  /** The result of a snapshot under a fault. */
  record Outcome(
      Set<String> failures, Set<String> taskSets, Set<String> unknownTags, int services) {}

  static Stream<Arguments> faults() {
    FaultRule ofCheckout = FaultRule.of(new Fault.Throttle()).on("DescribeTaskSets");
    return Stream.of(
        Arguments.of(
            "a throttle that passes",
            FaultRule.of(new Fault.Throttle()).on("ListServices").times(3),
            everything()),
        Arguments.of(
            "a throttle that stays",
            ofCheckout.touching(CHECKOUT),
            tagsOfCheckoutUnknown("ThrottlingException THROTTLED 6")),
        Arguments.of(
            "a server error that passes",
            FaultRule.of(new Fault.ServerError()).on("DescribeServices").times(2),
            everything()),
        Arguments.of(
            "a server error that stays with one service of ten",
            FaultRule.of(new Fault.ServerError()).on("DescribeServices").touching(CHECKOUT),
            new Outcome(
                Set.of("DescribeServices " + CHECKOUT + " ServerException FAULT " + ATTEMPTS),
                Set.of(SET_3, SET_4),
                Set.of(),
                3)),
        Arguments.of(
            "a client error",
            FaultRule.of(new Fault.ClientError()).on("DescribeTaskSets").touching(CHECKOUT),
            tagsOfCheckoutUnknown("ClientException FAULT 1")),
        Arguments.of(
            "a connection that is reset once",
            FaultRule.of(new Fault.ConnectionReset()).on("DescribeTaskSets").times(1),
            everything()),
        Arguments.of(
            "a connection that is always reset",
            FaultRule.of(new Fault.ConnectionReset()).on("DescribeTaskSets").touching(CHECKOUT),
            tagsOfCheckoutUnknown("SdkClientException FAULT 6")),
        Arguments.of(
            "a slow response",
            FaultRule.of(new Fault.Slow(Duration.ofMillis(300))).on("ListServices"),
            everything()),
        Arguments.of(
            "a body that is cut short once",
            FaultRule.of(new Fault.TruncatedBody()).on("DescribeServices").times(1),
            everything()),
        Arguments.of(
            "a body that is always cut short",
            FaultRule.of(new Fault.TruncatedBody()).on("DescribeTaskSets").touching(CHECKOUT),
            tagsOfCheckoutUnknown("SdkClientException FAULT 6")),
        Arguments.of(
            "one cluster that is denied",
            FaultRule.of(new Fault.AccessDenied()).touching("cluster/prod"),
            new Outcome(
                Set.of(
                    "DescribeClusters " + PROD + " AccessDeniedException DENIED 1",
                    "ListServices " + PROD + " AccessDeniedException DENIED 1"),
                Set.of(SET_4),
                Set.of(),
                1)),
        Arguments.of(
            "one service that is denied",
            FaultRule.of(new Fault.AccessDenied()).on("DescribeServices").touching(CHECKOUT),
            new Outcome(
                Set.of("DescribeServices " + CHECKOUT + " AccessDeniedException DENIED 1"),
                Set.of(SET_3, SET_4),
                Set.of(),
                3)),
        Arguments.of(
            "a cluster that disappears",
            FaultRule.of(new Fault.Disappear(false)).touching("cluster/prod"),
            new Outcome(
                Set.of("DescribeClusters " + PROD + " MISSING MISSING 1"),
                Set.of(SET_4),
                Set.of(),
                1)),
        Arguments.of(
            "a service that disappears",
            FaultRule.of(new Fault.Disappear(false)).touching(CHECKOUT),
            new Outcome(
                Set.of("DescribeServices " + CHECKOUT + " MISSING MISSING 1"),
                Set.of(SET_3, SET_4),
                Set.of(),
                3)),
        Arguments.of(
            "a task set that is missing",
            FaultRule.of(new Fault.Missing()).on("DescribeTaskSets").touching(SET_1),
            new Outcome(
                Set.of("DescribeTaskSets " + SET_1 + " MISSING MISSING 1"),
                Set.of(SET_1, SET_2, SET_3, SET_4),
                Set.of(SET_1),
                4)),
        Arguments.of(
            "a cluster that is missing when described",
            FaultRule.of(new Fault.Missing()).on("DescribeClusters").touching(PROD),
            new Outcome(
                Set.of("DescribeClusters " + PROD + " MISSING MISSING 1"),
                Set.of(SET_4),
                Set.of(),
                1)),
        Arguments.of(
            "services that cannot be listed",
            FaultRule.of(new Fault.ServerError()).on("ListServices").touching(PROD),
            new Outcome(
                Set.of("ListServices " + PROD + " ServerException FAULT " + ATTEMPTS),
                Set.of(SET_4),
                Set.of(),
                1)));
  }

  private static Outcome everything() {
    return new Outcome(Set.of(), Set.of(SET_1, SET_2, SET_3, SET_4), Set.of(), 4);
  }

  private static Outcome tagsOfCheckoutUnknown(String failure) {
    return new Outcome(
        Set.of("DescribeTaskSets " + CHECKOUT + " " + failure),
        Set.of(SET_1, SET_2, SET_3, SET_4),
        Set.of(SET_1, SET_2),
        4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void reportsFailuresAndReadsEverythingElse(String name, FaultRule rule, Outcome expected) {
    try (Exporter exporter = Exporter.of(FLEET, directory).faults(rule)) {
      Row summary = exporter.run();
      assertOutcome(expected, exporter, summary);
    }
  }

  static Stream<Arguments> errorsOfDescribeTaskSets() {
    String unsupported =
        "Amazon ECS only supports task set management on services configured to use external"
            + " deployment controllers";
    return Stream.of(
        Arguments.of(500, "ServerException", "broken", "FAULT", ATTEMPTS),
        Arguments.of(400, "ClientException", "bad", "FAULT", 1),
        Arguments.of(400, "InvalidParameterException", "bad", "FAULT", 1),
        Arguments.of(400, "InvalidParameterException", unsupported, "UNSUPPORTED", 1),
        Arguments.of(400, "AccessDeniedException", "no", "DENIED", 1),
        Arguments.of(403, "SomethingNew", "no", "DENIED", 1),
        Arguments.of(400, "ClusterNotFoundException", "Cluster not found.", "MISSING", 1),
        Arguments.of(400, "ServiceNotFoundException", "Service not found.", "MISSING", 1),
        Arguments.of(400, "ServiceNotActiveException", "Service was not ACTIVE.", "MISSING", 1),
        Arguments.of(400, "UnsupportedFeatureException", "not here", "UNSUPPORTED", 1),
        Arguments.of(400, "ThrottlingException", "Rate exceeded", "THROTTLED", ATTEMPTS));
  }

  @ParameterizedTest(name = "{1}: {3}")
  @MethodSource("errorsOfDescribeTaskSets")
  void usesInlineTaskSetsIfTheirDescriptionFails(
      int status, String code, String message, String kind, int attempts) {
    try (Exporter exporter =
        Exporter.of(FLEET, directory)
            .faults(
                FaultRule.of(new Fault.Error(status, code, message))
                    .on("DescribeTaskSets")
                    .touching(CHECKOUT))) {
      Row summary = exporter.run();
      assertOutcome(
          tagsOfCheckoutUnknown("%s %s %d".formatted(code, kind, attempts)), exporter, summary);
      assertEquals(
          message, exporter.rows(ReadFailures.DATASET).getFirst().get(ReadFailures.MESSAGE));
    }
  }

  @ParameterizedTest(name = "{1}: {3}")
  @MethodSource("errorsOfDescribeTaskSets")
  void failsWhenTheOnlyListingOfClustersIsRejected(
      int status, String code, String message, String kind, int attempts) {
    try (Exporter exporter =
        Exporter.of(FLEET, directory)
            .faults(FaultRule.of(new Fault.Error(status, code, message)).on("ListClusters"))) {
      SnapshotFailedException failure = assertThrows(SnapshotFailedException.class, exporter::run);
      assertTrue(failure.getMessage().contains(code), failure.getMessage());
      assertEquals("FAILED", failure.summary().get(Snapshots.STATUS));
      assertEquals(
          Set.of(),
          exporter.files().keySet().stream()
              .filter(key -> key.contains("manifests/") || key.contains("/snapshots/"))
              .collect(Collectors.toSet()));
      exporter.faults();
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
    }
  }

  @Test
  void readsTheOtherRegionsIfOneIsDenied() {
    try (Exporter exporter =
        Exporter.of(FLEET, directory)
            .set("INVENTORY_REGIONS", "eu-west-1,us-east-1")
            .faults(
                FaultRule.of(new Fault.AccessDenied())
                    .on("ListClusters")
                    .in("123456789012", "eu-west-1"))) {
      Row summary = exporter.run();
      assertOutcome(
          new Outcome(
              Set.of(
                  "ListClusters arn:aws:ecs:eu-west-1:123456789012:cluster/*"
                      + " AccessDeniedException DENIED 1"),
              everything().taskSets(),
              Set.of(),
              4),
          exporter,
          summary);
    }
  }

  @Test
  void usesInlineTaskSetsOfCodeDeployServicesWithErrors() {
    try (Exporter exporter =
        Exporter.of(FLEET, SimulatorOptions.DEFAULTS.withCodeDeployTaskSets(false), directory)) {
      Row summary = exporter.run();
      assertOutcome(
          new Outcome(
              Set.of("DescribeTaskSets " + SEARCH + " InvalidParameterException UNSUPPORTED 1"),
              everything().taskSets(),
              Set.of(SET_3),
              4),
          exporter,
          summary);
    }
  }

  @Test
  void countsThrottledCalls() {
    try (Exporter exporter =
        Exporter.of(FLEET, directory)
            .faults(FaultRule.of(new Fault.Throttle()).on("ListServices").times(3))) {
      assertEquals(3, exporter.run().get(Snapshots.THROTTLED_CALLS));
    }
  }

  private static void assertOutcome(Outcome expected, Exporter exporter, Row summary) {
    Set<String> failures = new TreeSet<>();
    for (Row row : exporter.rows(ReadFailures.DATASET)) {
      failures.add(
          "%s %s %s %s %d"
              .formatted(
                  row.get(ReadFailures.OPERATION),
                  row.get(ReadFailures.RESOURCE_ARN),
                  row.get(ReadFailures.ERROR_CODE),
                  row.get(ReadFailures.KIND),
                  row.get(ReadFailures.ATTEMPTS)));
    }
    assertEquals(new TreeSet<>(expected.failures()), failures);
    assertEquals(
        expected.failures().isEmpty() ? "COMPLETE" : "PARTIAL", summary.get(Snapshots.STATUS));
    List<Row> taskSets = exporter.rows(TaskSets.DATASET);
    assertEquals(expected.taskSets(), arns(taskSets));
    List<Row> unknown = new ArrayList<>(taskSets);
    unknown.removeIf(row -> row.get(TaskSets.TAGS_KNOWN));
    assertEquals(expected.unknownTags(), arns(unknown));
    unknown.forEach(row -> assertEquals(null, row.get(TaskSets.TAGS)));
    assertEquals(expected.services(), exporter.rows(Services.DATASET).size());
    assertTrue(
        exporter.rows(Clusters.DATASET).stream()
            .anyMatch(row -> row.get(Clusters.CLUSTER_NAME).equals("dev")));
  }

  private static Set<String> arns(List<Row> rows) {
    return rows.stream().map(row -> row.get(TaskSets.TASK_SET_ARN)).collect(Collectors.toSet());
  }
}
