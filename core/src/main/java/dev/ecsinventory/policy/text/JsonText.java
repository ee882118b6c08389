package dev.ecsinventory.policy.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.JsonProblem;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.model.WellFormedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Parses JSON into a tree and reports every duplicate key of an object. Jackson's own tree reader
 * either uses the last one or stops at the first.
 */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String document;
  private final Problems problems;

  private JsonText(String document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /** The location; empty for an error without one, such as excessive nesting. */
  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** The root of {@code text}; empty, after reporting the problem, when it is not JSON. */
  public static Optional<LocatedValue> read(String document, String text, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(withoutByteOrderMark(text))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        problems.add(document + ": is empty; accepted is a JSON object");
        return Optional.empty();
      }
      JsonNode root = new JsonText(document, problems).value(parser, first, "");
      if (parser.nextToken() != null) {
        problems.add(document + ": has content after the end of its JSON object");
      }
      return Optional.of(new LocatedValue(document, "", root, problems));
    } catch (JsonProcessingException notJson) {
      problems.add(
          "%s: is not JSON: %s%s"
              .formatted(document, JsonProblem.of(notJson), where(notJson.getLocation())));
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string could not be read", impossible);
    }
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private JsonNode value(JsonParser parser, JsonToken token, String pointer) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser, pointer);
      case START_ARRAY -> array(parser, pointer);
      case VALUE_STRING -> NODES.textNode(wellFormed(parser.getText(), pointer));
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a value cannot begin with " + token);
    };
  }

  /** No file can store half of a surrogate pair: a stored policy would be a different one. */
  private String wellFormed(String text, String pointer) {
    if (!WellFormedText.of(text).equals(text)) {
      problems.add(
          "%s#%s: contains half of a surrogate pair; accepted is well-formed Unicode text"
              .formatted(document, pointer));
    }
    return text;
  }

  private ObjectNode object(JsonParser parser, String pointer) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String location = LocatedValue.append(pointer, key);
      JsonNode value = value(parser, parser.nextToken(), location);
      if (object.has(key)) {
        problems.add(
            document + "#" + location + ": is a duplicate key; accepted is one occurrence");
      } else {
        object.set(key, value);
      }
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, String pointer) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token, LocatedValue.append(pointer, String.valueOf(array.size()))));
    }
    return array;
  }
}
