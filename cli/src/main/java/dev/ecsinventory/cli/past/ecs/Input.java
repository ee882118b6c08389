package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The input of one call. A value of another type than the API's is an error, as it is at ECS. */
final class Input {
  private final ObjectNode input;

  Input(ObjectNode input) {
    this.input = requireNonNull(input, "input is null");
  }

  /** A text that is not empty. */
  Optional<String> text(String name) {
    return value(name).map(node -> text(name, node)).filter(text -> !text.isEmpty());
  }

  Optional<Integer> integer(String name) {
    return value(name)
        .map(
            node -> {
              if (!node.isInt()) {
                throw EcsError.notSerializable(name + " is no integer: " + node);
              }
              return node.intValue();
            });
  }

  /** The texts of a list; empty also when there is no list. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    value(name)
        .ifPresent(
            node -> {
              if (!node.isArray()) {
                throw EcsError.notSerializable(name + " is no list: " + node);
              }
              node.forEach(element -> texts.add(text(name, element)));
            });
    return texts;
  }

  /** The parts in {@code include}, each of which must be one of {@code accepted}. */
  Set<String> include(Set<String> accepted) {
    List<String> parts = texts("include");
    for (String part : parts) {
      if (!accepted.contains(part)) {
        throw EcsError.invalidParameter("Invalid include value: " + part);
      }
    }
    return Set.copyOf(parts);
  }

  /** Whether the tags are asked for, in an operation that has no other parts. */
  boolean includesTags() {
    return include(Set.of("TAGS")).contains("TAGS");
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(input.get(name)).filter(node -> !node.isNull());
  }

  private static String text(String name, JsonNode node) {
    if (!node.isTextual()) {
      throw EcsError.notSerializable(name + " is no string: " + node);
    }
    return node.textValue();
  }
}
