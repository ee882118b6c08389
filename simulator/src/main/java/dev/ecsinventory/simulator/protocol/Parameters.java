package dev.ecsinventory.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The input of a call; a value of the wrong type has the error of AWS's JSON protocol. */
public final class Parameters {
  private final ObjectNode input;

  private Parameters(ObjectNode input) {
    this.input = input;
  }

  public static Parameters parse(byte[] body) {
    try {
      JsonNode node = body.length == 0 ? Json.object() : Json.parse(body);
      if (node instanceof ObjectNode object) {
        return new Parameters(object);
      }
    } catch (IOException e) {
      throw Errors.notSerializable("Could not parse request body into json: " + e.getMessage());
    }
    throw Errors.notSerializable("Start of structure or map found where not expected.");
  }

  public Optional<String> text(String name) {
    return value(name).map(node -> textOf(name, node));
  }

  public Optional<Integer> integer(String name) {
    return value(name)
        .map(
            node -> {
              if (!node.isInt()) {
                throw Errors.notSerializable(name + " is no integer: " + node);
              }
              return node.asInt();
            });
  }

  /** The strings of a list; empty when the list is empty or absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    value(name)
        .ifPresent(
            node -> {
              if (!node.isArray()) {
                throw Errors.notSerializable(name + " is no list: " + node);
              }
              node.forEach(element -> texts.add(textOf(name, element)));
            });
    return texts;
  }

  /** The names in {@code include}, each of which must be in {@code accepted}. */
  public Set<String> include(Set<String> accepted) {
    List<String> names = texts("include");
    for (String name : names) {
      if (!accepted.contains(name)) {
        throw Errors.invalidParameter("Invalid include value: " + name);
      }
    }
    return Set.copyOf(names);
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(input.get(name)).filter(node -> !node.isNull());
  }

  private static String textOf(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw Errors.notSerializable(name + " is no string: " + node);
    }
    return node.asText();
  }
}
