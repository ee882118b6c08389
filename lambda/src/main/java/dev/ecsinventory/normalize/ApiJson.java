package dev.ecsinventory.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.WellFormedText;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/**
 * Values of the SDK as JSON in the form in which the API sends them: times are seconds since 1970
 * with up to three decimals. Lists to which ECS gives no order, those of strings and of tags, are
 * sorted, and members stand in the order of their names, so that the same values give the same
 * text.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class ApiJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MILLISECONDS = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private ApiJson() {}

  /** The value of the member {@code name}. */
  static JsonNode of(String name, Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(WellFormedText.of(text));
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case Instant time -> NODES.numberNode(BigDecimal.valueOf(time.toEpochMilli(), MILLISECONDS));
      case SdkPojo shape -> structure(shape);
      case List<?> list -> list(name, list);
      case Map<?, ?> map -> map(map);
      case Document document -> document(document);
      default ->
          throw new IllegalArgumentException(
              "member %s has the type %s".formatted(name, value.getClass().getName()));
    };
  }

  static String text(ObjectNode object) {
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode structure(SdkPojo shape) {
    ObjectNode object = NODES.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (!OtherMembers.isAbsent(value)) {
        object.set(field.memberName(), of(field.memberName(), value));
      }
    }
    return object;
  }

  private static ArrayNode list(String name, List<?> list) {
    Stream<JsonNode> elements = list.stream().map(element -> of(name, element));
    boolean unordered =
        name.equals("tags") || list.stream().allMatch(element -> element instanceof String);
    return NODES
        .arrayNode()
        .addAll(
            (unordered ? elements.sorted(Comparator.comparing(JsonNode::toString)) : elements)
                .toList());
  }

  private static ObjectNode map(Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach(
        (key, value) -> object.set(WellFormedText.of((String) key), of((String) key, value)));
    return object;
  }

  /** Any JSON, which a member of type {@code Document} can be. */
  private static JsonNode document(Document document) {
    if (document.isMap()) {
      ObjectNode object = NODES.objectNode();
      document.asMap().forEach((key, value) -> object.set(WellFormedText.of(key), document(value)));
      return object;
    }
    if (document.isList()) {
      ArrayNode array = NODES.arrayNode();
      document.asList().forEach(value -> array.add(document(value)));
      return array;
    }
    if (document.isNumber()) {
      return NODES.numberNode(document.asNumber().bigDecimalValue());
    }
    if (document.isBoolean()) {
      return NODES.booleanNode(document.asBoolean());
    }
    return document.isString()
        ? NODES.textNode(WellFormedText.of(document.asString()))
        : NODES.nullNode();
  }
}
