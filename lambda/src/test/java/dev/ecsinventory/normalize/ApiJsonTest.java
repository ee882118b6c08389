package dev.ecsinventory.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;

class ApiJsonTest {
  private static String json(Object value) {
    return ApiJson.of("field", value).toString();
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
        "[{\"key\":\"a\",\"value\":\"x\"},{\"key\":\"b\"}]", ApiJson.of("tags", tags).toString());
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
    assertEquals("member field has the type java.lang.Character", failure.getMessage());
  }

  @Test
  void theTextOfAnObjectHasItsMembersInOrderAndPlainNumbers() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("b", 1);
    object.set("a", ApiJson.of("a", Instant.EPOCH));
    assertEquals("{\"a\":0.000,\"b\":1}", ApiJson.text(object));
  }
}
