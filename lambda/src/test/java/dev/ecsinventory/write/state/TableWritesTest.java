package dev.ecsinventory.write.state;

import static dev.ecsinventory.write.state.InMemoryState.CHECKOUT;
import static dev.ecsinventory.write.state.InMemoryState.PROD;
import static dev.ecsinventory.write.state.InMemoryState.SET_1;
import static dev.ecsinventory.write.state.InMemoryState.SET_2;
import static dev.ecsinventory.write.state.InMemoryState.cluster;
import static dev.ecsinventory.write.state.InMemoryState.complete;
import static dev.ecsinventory.write.state.InMemoryState.expiry;
import static dev.ecsinventory.write.state.InMemoryState.id;
import static dev.ecsinventory.write.state.InMemoryState.service;
import static dev.ecsinventory.write.state.InMemoryState.taskSet;
import static dev.ecsinventory.write.state.InMemoryState.time;
import static dev.ecsinventory.write.state.InMemoryState.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items that a snapshot's rows write, change and mark as deleted. */
class TableWritesTest {
  private static final String CURRENT_1 = "TASKSET#" + SET_1 + " | CURRENT";
  private static final String VERSION_1 = "TASKSET#" + SET_1 + " | " + version(1);
  private static final String VERSION_2 = "TASKSET#" + SET_1 + " | " + version(2);
  private static final String SERVICE = "SERVICE#" + CHECKOUT.serviceArn();
  private static final String CLUSTER = "CLUSTER#" + PROD;
  private static final String DIGEST = "MEMBERS#" + PROD + " | checkout";
  private static final String CLUSTER_DIGEST = "MEMBERS#123456789012/us-east-1 | " + PROD;

  private final InMemoryState state = new InMemoryState();

  @BeforeEach
  void writeTheFirstSnapshot() {
    state.write(1, complete(SET_1, SET_2), cluster(1), service(1, "1"), set1(1), set2(1));
  }

  private static Row set1(int hour) {
    return taskSet(hour, SET_1, "v1");
  }

  private static Row set2(int hour) {
    return taskSet(hour, SET_2, "v1");
  }

  private void assertDeletedBy(int hour, String partition) {
    Map<String, AttributeValue> current = state.item(partition + " | CURRENT");
    assertEquals("2026-01-15T%02d:00:00.000Z".formatted(hour), text(current, "deleted_at"));
    assertEquals(id(hour).value(), text(current, "snapshot_id"));
    assertEquals(expiry(hour), current.get(TableLayout.EXPIRES_AT).n());
    assertEquals(
        current.keySet(), state.item(partition + " | " + version(hour)).keySet(), "its history");
  }

  private boolean isDeleted(String partition) {
    return state.item(partition + " | CURRENT").containsKey(TableLayout.DELETED_AT);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.get(name).s();
  }

  private String externalId(String arn) {
    return text(state.taskSetItem(arn, "CURRENT"), "external_id");
  }

  private void assertNothingChangesAt(int hour, Coverage coverage, Row... rows) {
    assertEquals(Set.of(), state.changes(() -> state.write(hour, coverage, rows)));
  }

  @Test
  void aNewResourceHasACurrentItemAVersionAndAPlaceInADigest() {
    Set<String> expected = new TreeSet<>(Set.of(DIGEST, CLUSTER_DIGEST));
    for (String partition : List.of("TASKSET#" + SET_1, "TASKSET#" + SET_2, SERVICE, CLUSTER)) {
      expected.addAll(List.of(partition + " | CURRENT", partition + " | " + version(1)));
    }
    assertEquals(expected, state.dynamoDb.items().keySet());
    assertNull(state.item(VERSION_1).get(TableLayout.EXPIRES_AT), "the newest version");
  }

  @Test
  void aCurrentItemHasTheTimeAtWhichItsReadEnded() {
    assertEquals("2026-01-15T01:00:01.000Z", text(state.item(CURRENT_1), "observed_at"));
    assertFalse(state.item(VERSION_1).containsKey("observed_at"));
  }

  @Test
  void anUnchangedResourceIsNotWritten() {
    assertNothingChangesAt(
        2, complete(SET_1, SET_2), cluster(2), service(2, "1"), set1(2), set2(2));
  }

  @Test
  void aChangedResourceHasANewVersionAndTheOldOneExpires() {
    Set<String> changes =
        state.changes(
            () ->
                state.write(
                    2, complete(SET_1, SET_2), service(2, "1"), taskSet(2, SET_1, "v2"), set2(2)));
    assertEquals(Set.of(CURRENT_1, VERSION_1, VERSION_2, DIGEST), changes);
    assertEquals("v2", externalId(SET_1));
    assertEquals(expiry(2), state.item(VERSION_1).get(TableLayout.EXPIRES_AT).n());
    assertNull(state.item(VERSION_2).get(TableLayout.EXPIRES_AT));
  }

  @Test
  void aChangedCountWritesTheCurrentItemWithoutAVersion() {
    Row counted = set1(2).with(TaskSets.RUNNING_COUNT, 7);
    assertEquals(
        Set.of(CURRENT_1, DIGEST),
        state.changes(() -> state.write(2, complete(SET_1, SET_2), counted)));
    assertEquals("7", state.item(CURRENT_1).get("running_count").n());
    state.write(3, complete(SET_1, SET_2), taskSet(3, SET_1, "v2"));
    assertEquals(
        expiry(3), state.item(VERSION_1).get(TableLayout.EXPIRES_AT).n(), "still the newest");
  }

  @Test
  void theSameSnapshotWrittenAgainDoesNotExpireItsOwnVersion() {
    state.write(1, complete(SET_1), taskSet(1, SET_1, "read later"));
    assertEquals("read later", externalId(SET_1));
    assertNull(state.item(VERSION_1).get(TableLayout.EXPIRES_AT));
  }

  @Test
  void tagsThatCouldNotBeReadDoNotReplaceKnownOnes() {
    Row unknown = taskSet(2, SET_1, "v2").with(TaskSets.TAGS_KNOWN, false);
    assertNothingChangesAt(2, complete(SET_1, SET_2), unknown);
    Row fresh = taskSet(2, SET_1 + "0", "v1").with(TaskSets.TAGS_KNOWN, false);
    assertEquals(
        3,
        state.changes(() -> state.write(2, complete(SET_1, SET_2, SET_1 + "0"), fresh)).size(),
        "a new one");
  }

  @Test
  void aTaskSetThatItsServicesListLacksIsDeleted() {
    Set<String> changes =
        state.changes(() -> state.write(2, complete(SET_2), service(2, "1"), set2(2)));
    assertEquals(Set.of(CURRENT_1, VERSION_1, VERSION_2, DIGEST), changes);
    assertDeletedBy(2, "TASKSET#" + SET_1);
    assertEquals("v1", externalId(SET_1), "the last known state");
    assertFalse(state.item(CURRENT_1).containsKey(TableLayout.CURRENT_CLUSTER_ARN));
    assertFalse(state.item(CURRENT_1).containsKey(TableLayout.OBSERVED_AT));
    assertFalse(isDeleted("TASKSET#" + SET_2));
    assertNothingChangesAt(3, complete(SET_2), service(3, "1"), set2(3));
  }

  @Test
  void aServiceThatItsClustersListLacksIsDeletedWithItsTaskSets() {
    state.write(2, StateRows.coverage(PROD, Map.of()), cluster(2));
    for (String partition : List.of(SERVICE, "TASKSET#" + SET_1, "TASKSET#" + SET_2)) {
      assertDeletedBy(2, partition);
    }
    assertNull(state.item(DIGEST));
    assertFalse(isDeleted(CLUSTER));
  }

  @Test
  void nothingIsDeletedWithoutProof() {
    Coverage none = new Coverage(Map.of(), Map.of());
    assertNothingChangesAt(2, none, cluster(2), service(2, "1"));
    Coverage serviceOnly = new Coverage(Map.of(PROD, Set.of(CHECKOUT.serviceArn())), Map.of());
    assertNothingChangesAt(2, serviceOnly, cluster(2), service(2, "1"));
  }

  @Test
  void aDeletedTaskSetThatComesBackIsPresentAgain() {
    state.write(2, complete(SET_2), service(2, "1"), set2(2));
    state.write(3, complete(SET_1, SET_2), service(3, "1"), set1(3), set2(3));
    assertFalse(isDeleted("TASKSET#" + SET_1));
    assertFalse(state.item(CURRENT_1).containsKey(TableLayout.EXPIRES_AT));
    assertEquals(PROD, text(state.item(CURRENT_1), TableLayout.CURRENT_CLUSTER_ARN));
    assertTrue(state.dynamoDb.items().containsKey("TASKSET#" + SET_1 + " | " + version(3)));
  }

  @Test
  void aClusterThatTheListingLacksIsDeletedWithItsContents() {
    state.session(2).writeListing(StateRows.PLACE, List.of(), time(2));
    for (String partition : List.of(CLUSTER, SERVICE, "TASKSET#" + SET_1, "TASKSET#" + SET_2)) {
      assertDeletedBy(2, partition);
    }
    assertNull(state.item(DIGEST));
    assertNull(state.item(CLUSTER_DIGEST));
    assertEquals(
        Set.of(),
        state.changes(() -> state.session(3).writeListing(StateRows.PLACE, List.of(), time(3))));
  }

  @Test
  void aClusterThatIsListedIsNotDeleted() {
    assertEquals(
        Set.of(),
        state.changes(
            () -> state.session(2).writeListing(StateRows.PLACE, List.of(PROD), time(2))));
  }

  /** A listing proves nothing about resources that were observed after it began. */
  @Test
  void whatWasObservedSinceTheReadBeganIsNotDeleted() {
    ReadSpan same = new ReadSpan(time(1).plusSeconds(1), time(2));
    Set<String> changes =
        state.changes(
            () -> {
              state.session(2).writeListing(StateRows.PLACE, List.of(), same.start());
              state
                  .session(2)
                  .compare(TargetRows.NONE, StateRows.coverage(PROD, Map.of()), same)
                  .write();
            });
    assertEquals(Set.of(), changes);
    state.session(2).writeListing(StateRows.PLACE, List.of(), same.start().plusMillis(1));
    assertTrue(isDeleted(CLUSTER));
  }

  @Test
  void aClusterIsKeptWhileAResourceInItWasObservedSince() {
    state.write(2, complete(SET_1, SET_2), service(2, "1"), taskSet(2, SET_1, "v2"), set2(2));
    state.session(3).writeListing(StateRows.PLACE, List.of(), time(2).minusSeconds(1));
    assertFalse(isDeleted(CLUSTER));
    assertFalse(isDeleted("TASKSET#" + SET_1));
    assertTrue(isDeleted("TASKSET#" + SET_2));
    assertFalse(isDeleted(SERVICE), "it has a task set");
  }

  @Test
  void anOlderSnapshotOverwritesNoNewerStateButWritesTheRest() {
    state.write(3, complete(SET_1, SET_2), taskSet(3, SET_1, "newer"));
    state.write(2, complete(SET_1, SET_2), taskSet(2, SET_1, "older"), taskSet(2, SET_2, "older"));
    assertEquals("newer", externalId(SET_1));
    assertEquals("older", externalId(SET_2));
    state.write(2, StateRows.coverage(PROD, Map.of()));
    assertFalse(isDeleted("TASKSET#" + SET_1), "and deletes nothing newer");
    assertFalse(isDeleted(SERVICE));
  }

  @Test
  void aVersionThatExpiredDoesNotKeepItsResourceFromChanging() {
    state.dynamoDb.deleteItem(
        delete ->
            delete
                .tableName("inventory")
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("TASKSET#" + SET_1),
                        "sk", AttributeValue.fromS(version(1)))));
    state.write(2, complete(SET_1), taskSet(2, SET_1, "v2"));
    assertEquals("v2", externalId(SET_1));
    assertNull(state.item(VERSION_1));
  }

  @Test
  void aDigestThatAnotherRunChangesMeanwhileIsComparedAgain() {
    AtomicInteger runs = new AtomicInteger();
    state.dynamoDb.beforeTransactions(
        () -> {
          if (runs.getAndIncrement() == 0) {
            state.write(2, complete(SET_1), taskSet(2, SET_1, "other"));
          }
        });
    state.write(3, complete(SET_1, SET_2), taskSet(3, SET_1, "v3"), taskSet(3, SET_2, "v3"));
    assertEquals("v3", externalId(SET_1));
    assertEquals("v3", externalId(SET_2));
    assertEquals(
        expiry(3),
        state.item(VERSION_2).get(TableLayout.EXPIRES_AT).n(),
        "the other run's version is the superseded one");
    assertNothingChangesAt(
        4, complete(SET_1, SET_2), taskSet(4, SET_1, "v3"), taskSet(4, SET_2, "v3"));
  }

  @Test
  void aClustersDigestThatAnotherRunChangesMeanwhileIsComparedAgain() {
    AtomicInteger runs = new AtomicInteger();
    state.dynamoDb.beforeTransactions(
        () -> {
          if (runs.getAndIncrement() == 0) {
            state.write(2, complete(), cluster(2).with(Clusters.TAGS_KNOWN, false));
          }
        });
    state.session(3).writeListing(StateRows.PLACE, List.of(), time(3));
    assertTrue(isDeleted(CLUSTER));
    assertNull(state.item(CLUSTER_DIGEST));
  }

  @Test
  void aDigestThatChangesDuringEachAttemptIsAnError() {
    AtomicInteger runs = new AtomicInteger();
    state.dynamoDb.beforeTransactions(
        () -> {
          if (runs.getAndIncrement() % 2 == 0) {
            state.write(2, complete(SET_1), taskSet(2, SET_1, "other " + runs));
          }
        });
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> state.write(3, complete(SET_2), taskSet(3, SET_2, "v3")));
    assertEquals(
        CHECKOUT.serviceArn() + " was written 20 times while it was compared",
        failure.getMessage());
  }

  @Test
  void aServiceWithMoreTaskSetsThanATransactionHoldsIsWrittenAndDeletedCompletely() {
    List<String> arns = IntStream.range(100, 220).mapToObj(n -> SET_1 + n).toList();
    Row[] rows = arns.stream().map(arn -> taskSet(2, arn, "v1")).toArray(Row[]::new);
    Coverage all = complete(arns.toArray(String[]::new));
    state.write(2, all, rows);
    arns.forEach(arn -> assertFalse(isDeleted("TASKSET#" + arn)));
    assertTrue(isDeleted("TASKSET#" + SET_1));
    assertNothingChangesAt(2, all, rows);
    state.write(3, StateRows.coverage(PROD, Map.of()));
    arns.forEach(arn -> assertDeletedBy(3, "TASKSET#" + arn));
    assertDeletedBy(3, SERVICE);
    assertNull(state.item(DIGEST));
  }

  @Test
  void twoDifferentRowsOfOneTaskSetAreAnErrorAndEqualOnesAreNot() {
    assertNothingChangesAt(2, complete(SET_1, SET_2), set1(2), set1(2));
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> state.compare(2, complete(SET_1), set1(2), taskSet(2, SET_1, "other")));
    assertTrue(
        failure.getMessage().startsWith("two different rows of one task set, " + SET_1),
        failure.getMessage());
  }

  @Test
  void theIndexOfViolationsHasTheTaskSetsThatAreNonCompliantNow() {
    state.write(2, complete(SET_1), taskSet(2, SET_1, "v1", ComplianceStatus.NON_COMPLIANT));
    assertEquals("123456789012", text(state.item(CURRENT_1), TableLayout.VIOLATING_ACCOUNT_ID));
    assertFalse(state.item(VERSION_2).containsKey(TableLayout.VIOLATING_ACCOUNT_ID));
    state.write(3, complete(SET_1), set1(3));
    assertFalse(state.item(CURRENT_1).containsKey(TableLayout.VIOLATING_ACCOUNT_ID));
  }

  /** Clusters of one target are read by one range, which may contain others. */
  @Test
  void aTargetsClustersAreComparedAndOthersBetweenThemAreNotTouched() {
    StateRows rows = new StateRows(id(2));
    Row[] three =
        List.of("a", "prod", "z").stream()
            .map(StateRows::clusterArn)
            .map(rows::cluster)
            .toArray(Row[]::new);
    Coverage none = new Coverage(Map.of(), Map.of());
    assertEquals(6, state.changes(() -> state.write(2, none, three)).size(), "two new clusters");
    assertNothingChangesAt(3, none, three[0], three[2]);
  }
}
