package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Document;
import dev.ecsinventory.simulator.fleet.Json;
import java.util.ArrayList;
import java.util.List;

/** The common parts of the responses of describe operations. */
public final class Responses {
  private Responses() {}

  /** The resource in the API's form, without the fields that its description sets to null. */
  public static ObjectNode present(Document document) {
    ObjectNode node = document.node();
    List<String> absent = new ArrayList<>();
    node.properties().stream()
        .filter(field -> field.getValue().isNull())
        .forEach(field -> absent.add(field.getKey()));
    return node.remove(absent);
  }

  /** The resource with its tags (an empty list if it has none), or without the field. */
  public static ObjectNode present(Document document, boolean tags) {
    ObjectNode node = present(document);
    if (!tags) {
      node.remove("tags");
    } else if (!node.has("tags")) {
      node.set("tags", Json.array());
    }
    return node;
  }

  static ObjectNode missing(String arn) {
    return Json.object().put("arn", arn).put("reason", "MISSING");
  }

  static ObjectNode described(String field, List<ObjectNode> found, List<ObjectNode> failures) {
    ObjectNode response = Json.object();
    response.set(field, Json.array(found));
    return response.set("failures", Json.array(failures));
  }
}
