package dev.ecsinventory.cli.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ecsinventory.cli.input.Node.Mapping;
import dev.ecsinventory.cli.input.Node.Scalar;
import dev.ecsinventory.cli.input.Node.Sequence;
import dev.ecsinventory.cli.input.Node.Type;
import dev.ecsinventory.config.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON with the line of each value. A key that an object has twice is a problem. */
final class JsonNodes {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private final InputProblems problems;

  private JsonNodes(JsonParser parser, InputProblems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  static Node read(String file, String text, InputProblems problems) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      Node root = new JsonNodes(parser, problems).value(first, "");
      if (parser.nextToken() != null) {
        problems.add("", line(parser), "something follows the end of the JSON document");
      }
      return root;
    } catch (JsonProcessingException notJson) {
      int line = notJson.getLocation() == null ? 1 : notJson.getLocation().getLineNr();
      throw InputProblems.unusable(
          List.of("%s (line %d): is not JSON: %s".formatted(file, line, JsonProblem.of(notJson))));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string could not be read", impossible);
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private Node value(JsonToken token, String pointer) throws IOException {
    int line = line(parser);
    return switch (token) {
      case START_OBJECT -> object(pointer, line);
      case START_ARRAY -> array(pointer, line);
      case VALUE_STRING -> new Scalar(parser.getText(), Type.TEXT, line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(parser.getText(), Type.NUMBER, line);
      case VALUE_TRUE, VALUE_FALSE -> new Scalar(parser.getText(), Type.FLAG, line);
      case VALUE_NULL -> new Scalar("null", Type.NULL, line);
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a value cannot begin with " + token);
    };
  }

  private Node object(String pointer, int line) throws IOException {
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String place = At.append(pointer, key);
      Node value = value(parser.nextToken(), place);
      if (members.putIfAbsent(key, value) != null) {
        problems.add(place, value.line(), "is there twice; accepted is once");
      }
    }
    return new Mapping(members, line);
  }

  private Node array(String pointer, int line) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, At.append(pointer, String.valueOf(items.size()))));
    }
    return new Sequence(items, line);
  }
}
