package dev.ecsinventory.aws.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class ShapeJsonTest {
  private static String json(Object value) {
    return ShapeJson.SORTED.of("field", value).toString();
  }

  @Test
  void eachValueHasTheFormInWhichTheApiSendsIt() {
    assertEquals("null", json(null));
    assertEquals("\"text\"", json("text"));
    assertEquals("7", json(7));
    assertEquals("7000000000", json(7_000_000_000L));
    assertEquals("0.5", json(0.5));
    assertEquals("true", json(true));
    assertEquals("1768457130.250", json(Instant.parse("2026-01-15T06:05:30.25Z")));
    assertEquals("{\"a\":1}", json(Map.of("a", 1)));
  }

  @Test
  void unpairedSurrogatesAreReplacedInTextsAndKeys() {
    assertEquals("\"\uFFFD\"", json("\uD800"));
    assertEquals("{\"\uFFFD\":\"\uFFFD\"}", json(Map.of("\uD800", "\uDC00")));
    Document document = Document.fromMap(Map.of("\uD800", Document.fromString("\uD800")));
    assertEquals("{\"\uFFFD\":\"\uFFFD\"}", json(document));
  }

  @Test
  void aStructureHasItsPresentMembersOnly() {
    assertEquals("{\"name\":\"a\"}", json(KeyValuePair.builder().name("a").build()));
    assertEquals("{}", json(KeyValuePair.builder().build()));
  }

  /** ECS gives lists of strings and of tags no order. */
  @Test
  void listsWithoutAnOrderAreSortedAndOthersAreNot() {
    assertEquals("[\"a\",\"b\",\"c\"]", json(List.of("b", "c", "a")));
    assertEquals("[2,1]", json(List.of(2, 1)));
    assertEquals("[\"b\",1]", json(List.of("b", 1)));
    List<Tag> tags =
        List.of(Tag.builder().key("b").build(), Tag.builder().key("a").value("x").build());
    assertEquals("[{\"key\":\"b\"},{\"key\":\"a\",\"value\":\"x\"}]", json(tags));
    assertEquals(
        "[{\"key\":\"a\",\"value\":\"x\"},{\"key\":\"b\"}]",
        ShapeJson.SORTED.of("tags", tags).toString());
    assertEquals("[null,\"a\"]", json(Arrays.asList(null, "a")));
  }

  @Test
  void aDocumentCanBeAnyJson() {
    Map<String, Document> fields = new LinkedHashMap<>();
    fields.put("list", Document.fromList(List.of(Document.fromNumber("1.50"))));
    fields.put("flag", Document.fromBoolean(true));
    fields.put("text", Document.fromString("x"));
    fields.put("none", Document.fromNull());
    assertEquals(
        "{\"list\":[1.50],\"flag\":true,\"text\":\"x\",\"none\":null}",
        json(Document.fromMap(fields)));
  }

  @Test
  void aTypeThatTheApiDoesNotHaveIsAnError() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> json('x'));
    assertEquals("field field has type java.lang.Character", failure.getMessage());
  }

  @Test
  void listsAreInTheOrderOfTheResponseUnlessTheyAreSorted() {
    assertEquals("[\"b\",\"a\"]", ShapeJson.AS_GIVEN.of("field", List.of("b", "a")).toString());
  }

  @Test
  void aTimeIsReadBack() {
    Instant time = Instant.parse("2026-01-15T06:05:30.25Z");
    TaskSet taskSet = TaskSet.builder().createdAt(time).build();
    assertEquals(
        taskSet, ShapeJson.read(TaskSet.builder(), ShapeJson.AS_GIVEN.of(taskSet)).build());
  }
}
