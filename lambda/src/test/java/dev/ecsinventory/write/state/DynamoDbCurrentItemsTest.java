package dev.ecsinventory.write.state;

import static dev.ecsinventory.write.state.InMemoryState.CHECKOUT;
import static dev.ecsinventory.write.state.InMemoryState.PROD;
import static dev.ecsinventory.write.state.InMemoryState.SET_1;
import static dev.ecsinventory.write.state.InMemoryState.SET_2;
import static dev.ecsinventory.write.state.InMemoryState.complete;
import static dev.ecsinventory.write.state.InMemoryState.id;
import static dev.ecsinventory.write.state.InMemoryState.taskSet;
import static dev.ecsinventory.write.state.InMemoryState.time;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.format.Samples;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.verify.CurrentItems.CurrentItem;
import dev.ecsinventory.write.dynamodb.MemoryDynamoDb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbCurrentItemsTest {
  private static final ServiceIdentity API =
      new ServiceIdentity(StateRows.clusterArn("dev"), StateRows.ARN + "service/dev/api");
  private static final String SET_3 = StateRows.ARN + "task-set/dev/api/ecs-svc/3";

  private final InMemoryState state = new InMemoryState();
  private final DynamoDbCurrentItems items =
      new DynamoDbCurrentItems(state.dynamoDb, MemoryDynamoDb.TABLE);

  /** Two task sets in one cluster, one in another, and one that was deleted at two. */
  @BeforeEach
  void writeTwoSnapshots() {
    String gone = SET_1 + "9";
    state.write(
        1,
        complete(SET_1, SET_2, gone),
        taskSet(1, SET_1, "v1"),
        taskSet(1, SET_2, "v1"),
        taskSet(1, gone, "v1"));
    state.write(
        1,
        StateRows.coverage(API.clusterArn(), Map.of(API.serviceArn(), Set.of(SET_3))),
        new StateRows(id(1)).taskSet(API, SET_3, "v1", ComplianceStatus.COMPLIANT));
    state.write(2, complete(SET_1, SET_2), taskSet(2, SET_1, "v2"), taskSet(2, SET_2, "v1"));
  }

  private List<CurrentItem> ofCluster(String arn) {
    List<CurrentItem> found = new ArrayList<>(items.ofCluster(arn));
    found.sort(Comparator.comparing(CurrentItem::taskSetArn));
    return found;
  }

  @Test
  void findsTheClustersThatHaveACurrentTaskSet() {
    assertEquals(Set.of(PROD, API.clusterArn()), items.clusters());
  }

  @Test
  void findsTheCurrentItemsOfAClusterWithoutDeletedOnes() {
    List<CurrentItem> found = ofCluster(PROD);
    assertEquals(List.of(SET_1, SET_2), found.stream().map(CurrentItem::taskSetArn).toList());
    CurrentItem changed = found.getFirst();
    assertEquals(CHECKOUT, changed.service());
    assertEquals(id(2), changed.snapshot());
    assertEquals(time(2), changed.snapshotTime());
    assertEquals(Optional.of(time(2).plusSeconds(1)), changed.observedAt());
    assertEquals(id(1), found.getLast().snapshot());
    assertEquals(List.of(), ofCluster(StateRows.clusterArn("other")));
  }

  @Test
  void anItemHasTheValuesOfARowOfAnySnapshot() {
    CurrentItem item = ofCluster(PROD).getFirst();
    assertTrue(item.has(taskSet(5, SET_1, "v2")));
    assertFalse(item.has(taskSet(2, SET_1, "v1")));
  }

  @Test
  void anItemOfTheFirstVersionHasNoTimeOfObservation() {
    Map<String, AttributeValue> item = new HashMap<>(state.taskSetItem(SET_1, "CURRENT"));
    item.remove(TableLayout.OBSERVED_AT);
    state.dynamoDb.store(item);
    assertEquals(Optional.empty(), ofCluster(PROD).getFirst().observedAt());
  }

  @Test
  void findsTheSnapshotThatFoundATaskSetDeleted() {
    assertEquals(Optional.of(id(2)), items.deletedBy(CHECKOUT, SET_1 + "9"));
    assertEquals(Optional.empty(), items.deletedBy(CHECKOUT, SET_1), "it exists");
    assertEquals(Optional.empty(), items.deletedBy(CHECKOUT, SET_1 + "8"), "it is unknown");
    ServiceIdentity other = new ServiceIdentity(API.clusterArn(), CHECKOUT.serviceArn());
    assertEquals(Optional.empty(), items.deletedBy(other, SET_1 + "9"), "of another cluster");
  }

  @Test
  void findsTheSummariesOfSnapshotsThatAreNotWithdrawn() {
    for (int hour = 1; hour <= 5; hour++) {
      state.session(hour).writeSummary(Samples.snapshot(id(hour), SnapshotStatus.COMPLETE));
    }
    state.table.withdraw(id(3), time(6), "a wrong clock");
    Map<String, AttributeValue> foreign = new HashMap<>();
    foreign.put("pk", AttributeValue.fromS(TableLayout.SNAPSHOT_PARTITION));
    foreign.put("sk", AttributeValue.fromS("not a snapshot"));
    state.dynamoDb.store(foreign);
    assertEquals(Set.of(id(1), id(2), id(4), id(5)), items.summaries());
  }

  @Test
  void aTableThatDoesNotExistIsNamed() {
    DynamoDbCurrentItems absent = new DynamoDbCurrentItems(state.dynamoDb, "other");
    for (Runnable read :
        List.<Runnable>of(
            absent::summaries,
            absent::clusters,
            () -> absent.ofCluster(PROD),
            () -> absent.deletedBy(CHECKOUT, SET_1))) {
      MissingDestinationException failure =
          assertThrows(MissingDestinationException.class, read::run);
      assertEquals("INVENTORY_TABLE: \"other\" is not a table that exists", failure.getMessage());
    }
  }
}
