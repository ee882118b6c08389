package dev.ecsinventory.write.state;

import static dev.ecsinventory.write.state.InMemoryState.cluster;
import static dev.ecsinventory.write.state.InMemoryState.expiry;
import static dev.ecsinventory.write.state.InMemoryState.id;
import static dev.ecsinventory.write.state.InMemoryState.time;
import static dev.ecsinventory.write.state.InMemoryState.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table that an earlier version wrote at one o'clock: digests without task sets, keys of services
 * without their cluster, no times of observation, and an expiry of each version.
 */
class EarlierLayoutTest {
  private static final String PROD = InMemoryState.PROD;
  private static final ServiceIdentity WEB =
      new ServiceIdentity(PROD, StateRows.ARN + "service/web");
  private static final ServiceIdentity API =
      new ServiceIdentity(PROD, StateRows.ARN + "service/prod/api");
  private static final String SET = StateRows.ARN + "task-set/prod/api/ecs-svc/1";
  private static final String EARLIER_WEB = "SERVICE#" + WEB.serviceArn();
  private static final String MOVED_WEB = "SERVICE#" + PROD + "#" + WEB.serviceArn();
  private static final String EARLIER_DIGEST = "MEMBERS#" + PROD + " | " + API.serviceArn();
  private static final String DIGEST = "MEMBERS#" + PROD + " | api";
  private static final String WEB_DIGEST = "MEMBERS#" + PROD + " | " + WEB.serviceArn();
  private static final String CLUSTER_DIGEST = "MEMBERS#123456789012/us-east-1 | " + PROD;

  private final InMemoryState state = new InMemoryState();

  @BeforeEach
  void restore() {
    store("CLUSTER#" + PROD, cluster(1));
    store(EARLIER_WEB, service(1, WEB, "1"));
    store("SERVICE#" + API.serviceArn(), service(1, API, "1"));
    store("TASKSET#" + SET, taskSet(1, "v1"));
    storeDigest("MEMBERS#123456789012/us-east-1", PROD);
    storeDigest("MEMBERS#" + PROD, WEB.serviceArn());
    storeDigest("MEMBERS#" + PROD, API.serviceArn());
  }

  private void store(String partition, Row row) {
    StateItem item = StateItem.of(row, partition, time(1));
    Map<String, AttributeValue> current = new HashMap<>(item.current());
    current.remove(TableLayout.OBSERVED_AT);
    state.dynamoDb.store(current);
    Map<String, AttributeValue> expiring = new HashMap<>(item.version());
    expiring.put(TableLayout.EXPIRES_AT, AttributeValue.fromN(expiry(1)));
    state.dynamoDb.store(expiring);
  }

  private void storeDigest(String partition, String arn) {
    state.dynamoDb.store(
        Map.of(
            "pk", AttributeValue.fromS(partition),
            "sk", AttributeValue.fromS(arn),
            "state_hash", AttributeValue.fromS("0123456789abcdef0123456789abcdef")));
  }

  private static Row service(int hour, ServiceIdentity service, String platformVersion) {
    return new StateRows(id(hour)).service(service, platformVersion);
  }

  private static Row taskSet(int hour, String externalId) {
    return new StateRows(id(hour)).taskSet(API, SET, externalId, ComplianceStatus.NON_COMPLIANT);
  }

  private static Coverage complete() {
    return StateRows.coverage(
        PROD, Map.of(WEB.serviceArn(), Set.of(), API.serviceArn(), Set.of(SET)));
  }

  private void writeUnchanged(int hour) {
    state.write(
        hour,
        complete(),
        cluster(hour),
        service(hour, WEB, "1"),
        service(hour, API, "1"),
        taskSet(hour, "v1"));
  }

  private String expiryOf(String key) {
    return Optional.ofNullable(state.item(key).get(TableLayout.EXPIRES_AT))
        .map(AttributeValue::n)
        .orElse("never");
  }

  @Test
  void unchangedResourcesAreTakenOverWithoutNewVersions() {
    assertEquals(
        Set.of(
            CLUSTER_DIGEST,
            EARLIER_DIGEST,
            DIGEST,
            WEB_DIGEST,
            EARLIER_WEB + " | CURRENT",
            MOVED_WEB + " | CURRENT"),
        state.changes(() -> writeUnchanged(2)));
    assertEquals(Set.of(), state.changes(() -> writeUnchanged(3)));
  }

  @Test
  void aResourceWithAChangedCountKeepsItsVersionWhichNoLongerExpires() {
    assertEquals(expiry(1), expiryOf("TASKSET#" + SET + " | " + version(1)));
    state.write(
        2, complete(), service(2, API, "1"), taskSet(2, "v1").with(TaskSets.RUNNING_COUNT, 7));
    assertEquals("never", expiryOf("TASKSET#" + SET + " | " + version(1)));
    state.write(3, complete(), service(3, API, "1"), taskSet(3, "v2"));
    assertEquals(expiry(3), expiryOf("TASKSET#" + SET + " | " + version(1)));
  }

  @Test
  void aChangedResourceSupersedesItsNewestVersion() {
    state.write(2, complete(), service(2, API, "1"), taskSet(2, "v2"));
    assertEquals(expiry(2), expiryOf("TASKSET#" + SET + " | " + version(1)));
    assertEquals("never", expiryOf("TASKSET#" + SET + " | " + version(2)));
  }

  @Test
  void aServiceThatMovesAndChangesHasOneCurrentItem() {
    state.write(2, complete(), service(2, WEB, "2"));
    assertEquals("2", state.item(MOVED_WEB + " | CURRENT").get("platform_version").s());
    assertNull(state.item(EARLIER_WEB + " | CURRENT"));
    assertTrue(state.dynamoDb.items().containsKey(MOVED_WEB + " | " + version(2)));
    assertTrue(state.dynamoDb.items().containsKey(EARLIER_WEB + " | " + version(1)));
  }

  @Test
  void aServiceThatWasDeletedMeanwhileMovesAsDeleted() {
    state.write(
        2,
        StateRows.coverage(PROD, Map.of(API.serviceArn(), Set.of(SET))),
        service(2, API, "1"),
        taskSet(2, "v1"));
    assertTrue(state.item(MOVED_WEB + " | CURRENT").containsKey(TableLayout.DELETED_AT));
    assertNull(state.item(EARLIER_WEB + " | CURRENT"));
    assertNull(state.item(WEB_DIGEST));
  }

  /** The key without a cluster may belong to a service of the same name in another cluster. */
  @Test
  void theItemOfAServiceOfAnotherClusterIsNotMoved() {
    ServiceIdentity other = new ServiceIdentity(StateRows.clusterArn("dev"), WEB.serviceArn());
    store(EARLIER_WEB, service(1, other, "dev's"));
    state.write(2, complete(), service(2, WEB, "2"));
    assertEquals("dev's", state.item(EARLIER_WEB + " | CURRENT").get("platform_version").s());
    assertEquals("2", state.item(MOVED_WEB + " | CURRENT").get("platform_version").s());
    state.write(3, StateRows.coverage(PROD, Map.of()));
    assertFalse(state.item(EARLIER_WEB + " | CURRENT").containsKey(TableLayout.DELETED_AT));
  }

  @Test
  void aClusterIsDeletedWithItsContents() {
    state.session(2).writeListing(StateRows.PLACE, List.of(), time(2));
    for (String partition :
        List.of("CLUSTER#" + PROD, MOVED_WEB, "SERVICE#" + API.serviceArn(), "TASKSET#" + SET)) {
      assertTrue(
          state.item(partition + " | CURRENT").containsKey(TableLayout.DELETED_AT), partition);
    }
    assertTrue(
        state.dynamoDb.items().keySet().stream().noneMatch(key -> key.startsWith("MEMBERS#")));
  }

  @Test
  void theLastKnownComplianceStatusIsThatOfTheCurrentItem() {
    Row compliant = new StateRows(id(2)).taskSet(API, SET, "v1", ComplianceStatus.COMPLIANT);
    assertEquals(
        List.of(Optional.of(ComplianceStatus.NON_COMPLIANT)),
        state.compare(2, complete(), compliant).complianceChanges().stream()
            .map(ComplianceChange::previous)
            .toList());
  }

  @Test
  void anOlderSnapshotDeletesNothingThatAnEarlierVersionFoundLater() {
    state.write(0, StateRows.coverage(PROD, Map.of()));
    assertFalse(state.item("TASKSET#" + SET + " | CURRENT").containsKey(TableLayout.DELETED_AT));
  }
}
