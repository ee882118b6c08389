package dev.ecsinventory.cli.schemas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of a document, each with one change. */
final class ChangedDocuments {
  private final JsonNode document;
  private final Map<String, JsonNode> changed = new LinkedHashMap<>();

  private ChangedDocuments(JsonNode document) {
    this.document = document;
  }

  /** One copy per value: the value has another type. */
  static Map<String, JsonNode> withAnotherType(JsonNode document) {
    ChangedDocuments changes = new ChangedDocuments(document);
    changes.visit(JsonPointer.empty(), document, false);
    return changes.changed;
  }

  /** One copy per object: it has one more key. */
  static Map<String, JsonNode> withAnotherKey(JsonNode document) {
    ChangedDocuments changes = new ChangedDocuments(document);
    changes.visit(JsonPointer.empty(), document, true);
    return changes.changed;
  }

  private void visit(JsonPointer at, JsonNode value, boolean isKeyAdded) {
    if (isKeyAdded && value.isObject()) {
      JsonNode copy = document.deepCopy();
      ((ObjectNode) copy.at(at)).put("anotherKey", 1);
      changed.put(at + ": another key", copy);
    } else if (!isKeyAdded && !at.toString().isEmpty()) {
      JsonNode copy = document.deepCopy();
      JsonNode other =
          value.isObject()
              ? JsonNodeFactory.instance.textNode("text")
              : JsonNodeFactory.instance.objectNode();
      replace(copy.at(at.head()), at.last(), other);
      changed.put(at + ": another type", copy);
    }
    value
        .properties()
        .forEach(
            member -> visit(at.appendProperty(member.getKey()), member.getValue(), isKeyAdded));
    if (value.isArray()) {
      for (int index = 0; index < value.size(); index++) {
        visit(at.appendIndex(index), value.get(index), isKeyAdded);
      }
    }
  }

  private static void replace(JsonNode parent, JsonPointer last, JsonNode other) {
    if (parent instanceof ArrayNode array) {
      array.set(last.getMatchingIndex(), other);
    } else {
      ((ObjectNode) parent).set(last.getMatchingProperty(), other);
    }
  }
}
