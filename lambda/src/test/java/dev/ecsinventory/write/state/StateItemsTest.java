package dev.ecsinventory.write.state;

import static dev.ecsinventory.write.state.InMemoryState.SET_1;
import static dev.ecsinventory.write.state.InMemoryState.taskSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.format.Samples;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows as items, and the hashes by which changes of items are detected. */
class StateItemsTest {
  private static Map<String, AttributeValue> document(Row row) {
    return ItemDocument.of(row);
  }

  private static StateHash hash(Row row) {
    return StateHash.of(row.dataset(), document(row));
  }

  @Test
  void eachTypeOfColumnHasItsAttribute() {
    Row row =
        Samples.taskSet("1")
            .with(TaskSets.RUNNING_COUNT, 3)
            .with(TaskSets.CREATED_AT, Instant.parse("2026-01-15T05:00:00.5Z"));
    Map<String, AttributeValue> item = document(row);
    assertEquals(AttributeValue.fromS("prod"), item.get("cluster_name"));
    assertEquals(AttributeValue.fromN("3"), item.get("running_count"));
    assertEquals(AttributeValue.fromBool(true), item.get("tags_known"));
    assertEquals(AttributeValue.fromS("2026-01-15T05:00:00.500Z"), item.get("created_at"));
    assertEquals(
        AttributeValue.fromL(List.of(tag("Team", "größe \uD83D\uDE80"), tag("team", ""))),
        item.get("tags"));
  }

  private static AttributeValue tag(String key, String value) {
    return AttributeValue.fromM(
        Map.of("key", AttributeValue.fromS(key), "value", AttributeValue.fromS(value)));
  }

  @Test
  void aNumberHasTheFormThatDynamoDbReturns() {
    for (Map.Entry<Double, String> form :
        Map.of(50.0, "50", 0.5, "0.5", 1e21, "1000000000000000000000", 1e-7, "0.0000001")
            .entrySet()) {
      Row row = Samples.taskSet("1").with(TaskSets.SCALE_VALUE, form.getKey());
      assertEquals(form.getValue(), document(row).get("scale_value").n());
    }
  }

  @Test
  void anAbsentValueHasNoAttributeAndAnAbsentFieldIsOmitted() {
    Row row = Samples.taskSet("1").with(TaskSets.TAGS, List.of(Struct.of("Team", null)));
    Map<String, AttributeValue> item = document(row);
    assertFalse(item.containsKey("external_id"));
    assertEquals(Map.of("key", AttributeValue.fromS("Team")), item.get("tags").l().getFirst().m());
  }

  @Test
  void anAbsentElementKeepsItsPlaceInItsList() {
    Row row = taskSet(1, SET_1, "v1").with(TaskSets.SUBNETS, Arrays.asList("a", null));
    assertEquals(
        List.of(AttributeValue.fromS("a"), AttributeValue.fromNul(true)),
        document(row).get(TaskSets.SUBNETS.name()).l());
  }

  @Test
  void aHashDoesNotDependOnTheSnapshotNorOnWhatTheTableAdds() {
    Row row = taskSet(1, SET_1, "v1");
    assertEquals(hash(row), hash(taskSet(2, SET_1, "v1")));
    StateItem item = StateItem.of(row, "pk", Instant.EPOCH);
    assertEquals(hash(row), StateHash.of(TaskSets.DATASET, item.current()));
    assertEquals(hash(row), StateHash.of(TaskSets.DATASET, item.version()));
  }

  @Test
  void aCountChangesTheHashOfMeasuresOnlyAndAStateThatOfContentOnly() {
    StateHash before = hash(taskSet(1, SET_1, "v1"));
    StateHash counted = hash(taskSet(1, SET_1, "v1").with(TaskSets.RUNNING_COUNT, 3));
    assertEquals(before.content(), counted.content());
    assertNotEquals(before.measures(), counted.measures());
    StateHash changed = hash(taskSet(1, SET_1, "v2"));
    assertNotEquals(before.content(), changed.content());
    assertEquals(before.measures(), changed.measures());
  }

  /** An item of a later version may have attributes that this one does not know. */
  @Test
  void anUnknownAttributeIsState() {
    Map<String, AttributeValue> item = new HashMap<>(document(taskSet(1, SET_1, "v1")));
    StateHash before = StateHash.of(TaskSets.DATASET, item);
    item.put("later", AttributeValue.fromS("x"));
    assertNotEquals(before.content(), StateHash.of(TaskSets.DATASET, item).content());
  }

  @Test
  void twoDifferentDocumentsHaveDifferentHashes() {
    List<AttributeValue> values =
        List.of(
            AttributeValue.fromS("1"),
            AttributeValue.fromN("1"),
            AttributeValue.fromS(""),
            AttributeValue.fromBool(true),
            AttributeValue.fromBool(false),
            AttributeValue.fromNul(true),
            list(),
            list("a", "b"),
            list("b", "a"),
            list("ab"),
            list("a", "S1:b"),
            AttributeValue.fromL(List.of(list("a"), list("b"))),
            AttributeValue.fromL(List.of(list("a", "b"))),
            AttributeValue.fromM(Map.of()),
            AttributeValue.fromM(Map.of("a", AttributeValue.fromS("b"))),
            AttributeValue.fromM(Map.of("b", AttributeValue.fromS("a"))));
    assertEquals(
        values.size(),
        values.stream()
            .map(value -> StateHash.of(TaskSets.DATASET, Map.of("later", value)))
            .distinct()
            .count());
  }

  private static AttributeValue list(String... elements) {
    return AttributeValue.fromL(Arrays.stream(elements).map(AttributeValue::fromS).toList());
  }

  @Test
  void aValueThatNoRowHasIsAnError() {
    Map<String, AttributeValue> item =
        Map.of("later", AttributeValue.fromB(SdkBytes.fromUtf8String("x")));
    assertThrows(IllegalArgumentException.class, () -> StateHash.of(TaskSets.DATASET, item));
  }
}
