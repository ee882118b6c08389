package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.write.state.StateRows;
import dev.ecsinventory.write.state.StateTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Services of two clusters with one old-format ARN, and task sets with one ARN. */
class ServiceKeysTest {
  private static final String WEB = StateRows.ARN + "service/web";
  private static final String SET = StateRows.ARN + "task-set/web/ecs-svc/1";
  private static final ServiceIdentity BLUE =
      new ServiceIdentity(StateRows.clusterArn("blue"), WEB);
  private static final ServiceIdentity GREEN =
      new ServiceIdentity(StateRows.clusterArn("green"), WEB);

  private static StateTables tables;
  private String table;

  @BeforeAll
  static void startEngine() {
    tables = new StateTables();
  }

  @AfterAll
  static void stopEngine() {
    tables.close();
  }

  @BeforeEach
  void takeTheFirstSnapshot() {
    table = tables.create();
    write(1, BLUE, "blue");
    write(1, GREEN, "green");
  }

  @Test
  void oneDoesNotOverwriteTheOther() {
    assertEquals("blue", service(BLUE).get("platform_version").s());
    assertEquals("green", service(GREEN).get("platform_version").s());
    assertEquals("blue", taskSet(BLUE).get("external_id").s());
    assertEquals("green", taskSet(GREEN).get("external_id").s());
  }

  @Test
  void anUnchangedSnapshotWritesNothing() {
    assertEquals(
        Set.of(),
        tables.changes(
            table,
            () -> {
              write(2, BLUE, "blue");
              write(2, GREEN, "green");
            }));
  }

  @Test
  void oneIsDeletedWithoutTheOther() {
    StateTable.Session session = session(2);
    session
        .compare(TargetRows.NONE, StateRows.coverage(BLUE.clusterArn(), Map.of()), read(2))
        .write();
    assertTrue(service(BLUE).containsKey(TableLayout.DELETED_AT));
    assertTrue(taskSet(BLUE).containsKey(TableLayout.DELETED_AT));
    assertFalse(service(GREEN).containsKey(TableLayout.DELETED_AT));
    assertFalse(taskSet(GREEN).containsKey(TableLayout.DELETED_AT));
  }

  @Test
  void byServiceDistinguishesThemByTheirClusters() {
    List<String> clusters = new ArrayList<>();
    tables
        .index(table, TableLayout.BY_SERVICE, WEB)
        .forEach(item -> clusters.add(item.get("cluster_arn").s()));
    assertEquals(4, clusters.size(), "current item and version of two task sets");
    assertEquals(Set.of(BLUE.clusterArn(), GREEN.clusterArn()), Set.copyOf(clusters));
  }

  @Test
  void aTaskSetsComplianceStatusIsRecordedForItsOwnServiceOnly() {
    StateTable.Session session = session(1);
    assertTrue(session.recorded(BLUE, SET, ComplianceStatus.COMPLIANT));
    assertFalse(session.recorded(GREEN, SET, ComplianceStatus.COMPLIANT));
    assertTrue(session.recorded(GREEN, SET, ComplianceStatus.NON_COMPLIANT));
  }

  private void write(int hour, ServiceIdentity service, String text) {
    StateRows rows = new StateRows(id(hour));
    Coverage coverage = StateRows.coverage(service.clusterArn(), Map.of(WEB, Set.of(SET)));
    ComplianceStatus status =
        text.equals("blue") ? ComplianceStatus.COMPLIANT : ComplianceStatus.NON_COMPLIANT;
    session(hour)
        .compare(
            TargetRows.of(
                List.of(rows.service(service, text), rows.taskSet(service, SET, text, status))),
            coverage,
            read(hour))
        .write();
  }

  private StateTable.Session session(int hour) {
    return tables.open(table).begin(id(hour), Deadline.NONE);
  }

  private static ReadSpan read(int hour) {
    return new ReadSpan(id(hour).time(), id(hour).time().plusSeconds(1));
  }

  private static SnapshotId id(int hour) {
    return SnapshotId.at(
        Instant.parse("2026-01-15T00:00:00Z").plusSeconds(3600L * hour), Optional.empty());
  }

  private Map<String, AttributeValue> service(ServiceIdentity service) {
    return tables.items(table).get("SERVICE#" + service.clusterArn() + "#" + WEB + " | CURRENT");
  }

  private Map<String, AttributeValue> taskSet(ServiceIdentity service) {
    return tables
        .items(table)
        .get("TASKSET#" + service.clusterArn() + "#" + WEB + "#" + SET + " | CURRENT");
  }
}
