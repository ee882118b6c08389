package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.http.CallCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several accounts and Regions, and events that narrow the scope. */
class AccountsAndScopeTest {
  private static final List<String> ACCOUNTS = List.of("123456789012", "210987654321");
  private static final List<String> REGIONS = List.of("us-east-1", "eu-central-1");
  private static final String ROLE = "arn:aws:iam::210987654321:role/inventory-reader";
  private static final Fleet FLEET =
      FleetGenerator.uniform(4).generate(new FleetSize(2, 3, 2), ACCOUNTS, REGIONS);

  @TempDir Path directory;

  private Exporter everything() {
    return Exporter.of(FLEET, directory)
        .set("INVENTORY_REGIONS", String.join(",", REGIONS))
        .set("INVENTORY_ROLES", ROLE);
  }

  @Test
  void readsEveryRegionOfEveryAccount() {
    try (Exporter exporter = everything()) {
      Row summary = exporter.run();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals((int) FLEET.taskSets().count(), summary.get(Snapshots.TASK_SET_COUNT));
      CallCounts calls = exporter.simulator().calls();
      for (String account : ACCOUNTS) {
        for (String region : REGIONS) {
          assertEquals(1, calls.of("ListClusters", account, region));
        }
      }
      assertEquals(
          new TreeSet<>(ACCOUNTS),
          values(exporter, TaskSets.DATASET, TaskSets.DATASET.accountId()));
    }
  }

  @Test
  void aRoleThatCannotBeAssumedIsAFailureInEveryRegion() {
    try (Exporter exporter =
        everything().faults(FaultRule.of(new Fault.AccessDenied()).on("AssumeRole"))) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      List<Row> failures = exporter.rows(ReadFailures.DATASET);
      assertEquals(2, failures.size());
      for (Row failure : failures) {
        assertEquals("AssumeRole", failure.get(ReadFailures.OPERATION));
        assertEquals(ROLE, failure.get(ReadFailures.RESOURCE_ARN));
        assertEquals("DENIED", failure.get(ReadFailures.KIND));
        assertEquals("210987654321", failure.get(ReadFailures.DATASET.accountId()));
      }
      assertEquals(
          Set.of("123456789012"), values(exporter, Services.DATASET, Services.DATASET.accountId()));
    }
  }

  @Test
  void sendsTheExternalIdThatARoleRequires() {
    ObjectNode asking = FLEET.toJson();
    ((ObjectNode) asking.at("/accounts/1")).put("externalId", "audit-7");
    try (Exporter exporter = everything()) {
      exporter.simulator().fleet(Fleet.of(asking));
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS), "without it");
      exporter.set("INVENTORY_EXTERNAL_ID", "audit-7");
      String later = "{\"time\":\"2026-01-15T07:00:00Z\"}";
      assertEquals("COMPLETE", exporter.run(later).get(Snapshots.STATUS));
    }
  }

  @Test
  void narrowsToAccountsAndRegions() {
    try (Exporter exporter = everything()) {
      exporter.run(event("\"accounts\":[\"210987654321\"],\"regions\":[\"eu-central-1\"]"));
      assertEquals(
          Set.of("210987654321"), values(exporter, TaskSets.DATASET, TaskSets.DATASET.accountId()));
      assertEquals(
          Set.of("eu-central-1"), values(exporter, TaskSets.DATASET, TaskSets.DATASET.region()));
      assertEquals(0, exporter.simulator().calls().of("ListClusters", "123456789012", "us-east-1"));
      InvalidInputException unknown =
          assertThrows(
              InvalidInputException.class,
              () -> exporter.run(event("\"accounts\":[\"000000000000\"]")));
      assertTrue(unknown.getMessage().contains("accepted are 123456789012, 210987654321"));
    }
  }

  /** Without this error, the run would take an empty snapshot, as if nothing existed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'clusters':['arn:aws:ecs:us-east-1:000000000000:cluster/a']",
        "'services':['arn:aws:ecs:*:000000000000:service/a/b']",
        "'services':['arn:aws:ecs:us-east-1:000000000000:service/b']",
        "'taskSets':['arn:aws:ecs:us-east-1:0000*:task-set/a/b/ecs-svc/1']",
        "'accounts':['210987654321'],'clusters':['arn:aws:ecs:us-east-1:123456789012:cluster/a']"
      })
  void anArnOfAnAccountThatIsNotReadIsRejected(String detail) {
    try (Exporter exporter = everything()) {
      String message =
          assertThrows(
                  InvalidInputException.class, () -> exporter.run(event(detail.replace('\'', '"'))))
              .getMessage();
      assertTrue(message.contains("which the snapshot does not read; accepted are"), message);
      assertEquals(0, exporter.simulator().calls().of("ListClusters"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "arn", "glob"})
  void narrowsToClusters(String form) {
    Fleet.Cluster cluster = first();
    try (Exporter exporter = one()) {
      exporter.run(event("\"clusters\":[\"" + selector(form, cluster.arn()) + "\"]"));
      assertEquals(Set.of(cluster.arn()), values(exporter, Clusters.DATASET, Clusters.CLUSTER_ARN));
      assertEquals(3, exporter.rows(Services.DATASET).size());
      assertEquals(1, exporter.simulator().calls().of("ListServices"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "arn", "glob"})
  void narrowsToServices(String form) {
    Fleet.Service service = first().services().getFirst();
    try (Exporter exporter = one()) {
      exporter.run(
          event(
              "\"clusters\":[\"%s\"],\"services\":[\"%s\"]"
                  .formatted(first().name(), selector(form, service.arn()))));
      assertEquals(Set.of(service.arn()), values(exporter, Services.DATASET, Services.SERVICE_ARN));
      assertEquals(2, exporter.rows(TaskSets.DATASET).size());
      assertEquals(1, exporter.simulator().calls().of("DescribeTaskSets"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id", "arn", "glob"})
  void narrowsToTaskSets(String form) {
    Fleet.TaskSet set = first().services().getFirst().taskSets().getFirst();
    String selector = form.equals("id") ? set.id() : selector(form, set.arn());
    try (Exporter exporter = one()) {
      Row summary = exporter.run(event("\"taskSets\":[\"" + selector + "\"]"));
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(Set.of(set.arn()), values(exporter, TaskSets.DATASET, TaskSets.TASK_SET_ARN));
      assertEquals(1, exporter.rows(Services.DATASET).size());
      if (form.equals("arn")) {
        assertEquals(1, exporter.simulator().calls().of("DescribeServices"), "the ARN says where");
      }
    }
  }

  @Test
  void aNameThatDoesNotExistIsMissing() {
    try (Exporter exporter = one()) {
      String known = first().name();
      assertEquals(
          "PARTIAL",
          exporter
              .run(event("\"clusters\":[\"" + known + "\",\"nope\",\"nothing-*\"]"))
              .get(Snapshots.STATUS));
      List<Row> failures = exporter.rows(ReadFailures.DATASET);
      assertEquals(1, failures.size());
      assertEquals("nope", failures.getFirst().get(ReadFailures.RESOURCE_ARN));
      assertEquals("MISSING", failures.getFirst().get(ReadFailures.KIND));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters", "services", "taskSets"})
  void aScopeThatDoesNotExistFails(String key) {
    try (Exporter exporter = one()) {
      SnapshotFailedException failure =
          assertThrows(
              SnapshotFailedException.class,
              () -> exporter.run(event("\"" + key + "\":[\"nope\"]")));
      assertTrue(failure.getMessage().contains("nope"), failure.getMessage());
    }
  }

  private Exporter one() {
    return Exporter.of(FLEET, directory);
  }

  private static Fleet.Cluster first() {
    return FLEET.clusters().findFirst().orElseThrow();
  }

  private static String selector(String form, String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return switch (form) {
      case "arn" -> arn;
      case "name" -> name;
      default -> "*" + name.substring(1);
    };
  }

  private static String event(String detail) {
    return "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{" + detail + "}}";
  }

  private static Set<String> values(Exporter exporter, Dataset dataset, Column<String> column) {
    Set<String> values = new TreeSet<>();
    exporter.rows(dataset).forEach(row -> values.add(row.get(column)));
    return values;
  }
}
