package dev.ecsinventory.infra.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves the intrinsic functions that the catalog uses, as CloudFormation does.
 *
 * @param template the stack's template
 * @param bucket the value of every import: the catalog imports only the bucket's name
 */
record TemplateValues(JsonNode template, String bucket) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  JsonNode resolve(JsonNode node) {
    if (node.isObject() && node.size() == 1) {
      String function = node.fieldNames().next();
      switch (function) {
        case "Ref" -> {
          return reference(node.get(function).asText());
        }
        case "Fn::ImportValue" -> {
          return TextNode.valueOf(bucket);
        }
        case "Fn::Join" -> {
          return join(node.get(function));
        }
        default -> {}
      }
    }
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      default -> node;
    };
  }

  private JsonNode reference(String name) {
    if (name.equals("AWS::AccountId")) {
      return TextNode.valueOf("123456789012");
    }
    JsonNode resource = template.path("Resources").path(name);
    if (resource.path("Type").asText().equals("AWS::Glue::Database")) {
      return resource.at("/Properties/DatabaseInput/Name");
    }
    return TextNode.valueOf(name);
  }

  private JsonNode join(JsonNode arguments) {
    List<String> parts = new ArrayList<>();
    arguments.get(1).forEach(part -> parts.add(resolve(part).asText()));
    return TextNode.valueOf(String.join(arguments.get(0).asText(), parts));
  }

  private ObjectNode object(JsonNode node) {
    ObjectNode object = MAPPER.createObjectNode();
    node.properties().forEach(entry -> object.set(entry.getKey(), resolve(entry.getValue())));
    return object;
  }

  private ArrayNode array(JsonNode node) {
    ArrayNode array = MAPPER.createArrayNode();
    node.forEach(element -> array.add(resolve(element)));
    return array;
  }
}
