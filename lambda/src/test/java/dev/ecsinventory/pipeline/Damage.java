package dev.ecsinventory.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A modification of one field or list entry in the response of an operation.
 *
 * @param pointer the JSON pointer of the field or entry
 */
record Damage(String operation, String pointer, Kind kind) {
  enum Kind {
    MISSING,
    NULL,
    EMPTY,
    TWICE,
    TWICE_DIFFERENTLY,
    OTHER_ACCOUNT,
    OTHER_REGION,
    OTHER_CLUSTER,
    OTHER_NAME,
    /** A number that is not finite, or a time outside of the range of the formats. */
    UNUSABLE
  }

  private static final Pattern ARN = Pattern.compile("(arn:aws:ecs:)([^:]+):([^:]+):(.+)");

  /** All modifications of all fields of a response, at any depth. */
  static List<Damage> all(String operation, JsonNode response) {
    List<Damage> all = new ArrayList<>();
    collect(operation, response, "", all);
    return all;
  }

  private static void collect(String operation, JsonNode node, String at, List<Damage> all) {
    if (!at.isEmpty()) {
      for (Kind kind : Kind.values()) {
        Damage damage = new Damage(operation, at, kind);
        if (damage.damaged(node, at).isPresent()) {
          all.add(damage);
        }
      }
    }
    if (node instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(name -> collect(operation, object.get(name), at + "/" + name, all));
    }
    for (int index = 0; node instanceof ArrayNode && index < node.size(); index++) {
      collect(operation, node.get(index), at + "/" + index, all);
    }
  }

  /** The modified response; the response itself if it has no such field. */
  ObjectNode in(ObjectNode response) {
    ObjectNode copy = response.deepCopy();
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = copy.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    JsonNode node = copy.at(pointer);
    if (node.isMissingNode()) {
      return copy;
    }
    List<JsonNode> others = damaged(node, pointer).orElseThrow();
    if (parent instanceof ArrayNode array) {
      int index = Integer.parseInt(last);
      array.remove(index);
      others.forEach(other -> array.insert(index, other));
    } else if (others.isEmpty()) {
      ((ObjectNode) parent).remove(last);
    } else {
      ((ObjectNode) parent).set(last, others.getFirst());
    }
    return copy;
  }

  /** The replacement of the node; empty if this kind does not apply to it. */
  private Optional<List<JsonNode>> damaged(JsonNode node, String at) {
    boolean entry = at.matches(".*/\\d+");
    return switch (kind) {
      case MISSING -> Optional.of(List.of());
      case NULL -> Optional.of(List.of(NullNode.instance));
      case EMPTY -> empty(node).map(List::of);
      case TWICE -> entry ? Optional.of(List.of(node, node)) : Optional.empty();
      case TWICE_DIFFERENTLY ->
          entry ? different(node).map(other -> List.of(other, node)) : Optional.empty();
      case OTHER_ACCOUNT -> arn(node, "$1$2:999999999999:$4");
      case OTHER_REGION -> arn(node, "$1eu-west-1:$3:$4");
      case OTHER_CLUSTER -> text(node, text -> text.replace("prod", "other"));
      case OTHER_NAME -> text(node, text -> text.replaceFirst("[^/]+$", "other"));
      case UNUSABLE -> unusable(node, at).map(List::of);
    };
  }

  private static Optional<JsonNode> empty(JsonNode node) {
    return switch (node) {
      case ObjectNode object when !object.isEmpty() -> Optional.of(object.objectNode());
      case ArrayNode array when !array.isEmpty() -> Optional.of(array.arrayNode());
      case JsonNode text when text.isTextual() -> Optional.of(text(""));
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> unusable(JsonNode node, String at) {
    if (!node.isNumber()) {
      return Optional.empty();
    }
    return at.endsWith("At")
        ? Optional.of(JsonNodeFactory.instance.numberNode(1_000_000_000_000_000L))
        : at.endsWith("/scale/value") ? Optional.of(text("Infinity")) : Optional.empty();
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  /** The same resource in another status. */
  private static Optional<JsonNode> different(JsonNode node) {
    return node instanceof ObjectNode object && object.has("status")
        ? Optional.of(object.deepCopy().put("status", "DRAINING"))
        : Optional.empty();
  }

  private static Optional<List<JsonNode>> arn(JsonNode node, String replacement) {
    Matcher arn = ARN.matcher(node.asText());
    return node.isTextual() && arn.matches()
        ? Optional.of(List.of(text(arn.replaceFirst(replacement))))
        : Optional.empty();
  }

  private static Optional<List<JsonNode>> text(JsonNode node, UnaryOperator<String> change) {
    if (!node.isTextual() || change.apply(node.textValue()).equals(node.textValue())) {
      return Optional.empty();
    }
    return Optional.of(List.of(text(change.apply(node.textValue()))));
  }

  @Override
  public String toString() {
    return operation + pointer + " " + kind;
  }
}
