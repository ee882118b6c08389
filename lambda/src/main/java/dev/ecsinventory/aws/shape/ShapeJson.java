package dev.ecsinventory.aws.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.WellFormedText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Shapes of the SDK as JSON in the form in which the API sends them, and back: times are seconds
 * since 1970 with up to three decimals. Lone surrogates, which JSON text cannot represent, are
 * replaced.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public enum ShapeJson {
  /** Lists in the order that ECS returned. */
  AS_GIVEN,

  /**
   * Lists to which ECS gives no order, those of strings and of tags, are sorted, so that the same
   * values give the same JSON.
   */
  SORTED;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MILLISECONDS = 3;

  /** The document of {@code shape}, without absent fields. */
  public ObjectNode of(SdkPojo shape) {
    ObjectNode document = NODES.objectNode();
    ShapeFields.forEach(shape, (name, value) -> document.set(name, of(name, value)));
    return document;
  }

  /** The value of the field {@code name}. */
  public JsonNode of(String name, Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(WellFormedText.of(text));
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case Instant time -> NODES.numberNode(BigDecimal.valueOf(time.toEpochMilli(), MILLISECONDS));
      case SdkPojo shape -> of(shape);
      case List<?> list -> list(name, list);
      case Map<?, ?> map -> map(map);
      case Document document -> document(document);
      default -> throw unsupported(name, value.getClass().getName());
    };
  }

  private ArrayNode list(String name, List<?> list) {
    Stream<JsonNode> elements = list.stream().map(element -> of(name, element));
    boolean unordered =
        name.equals("tags") || list.stream().allMatch(element -> element instanceof String);
    return NODES
        .arrayNode()
        .addAll(
            (this == SORTED && unordered
                    ? elements.sorted(Comparator.comparing(JsonNode::toString))
                    : elements)
                .toList());
  }

  private ObjectNode map(Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach(
        (key, value) -> object.set(WellFormedText.of((String) key), of((String) key, value)));
    return object;
  }

  /** Any JSON, which a field of type {@code Document} can be. */
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

  /** Fills {@code builder}, the builder of a shape, from the text of its document. */
  public static <T extends SdkPojo> T read(T builder, String document) {
    try {
      return read(builder, MAPPER.readTree(document));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("a document is not JSON: " + document, malformed);
    }
  }

  /** Fills {@code builder}, the builder of a shape, from its document. */
  public static <T extends SdkPojo> T read(T builder, JsonNode document) {
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode node = document.get(field.memberName());
      if (node != null) {
        field.set(builder, value(field, node));
      }
    }
    return builder;
  }

  private static Object value(SdkField<?> field, JsonNode node) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      return node.textValue();
    } else if (type == MarshallingType.INTEGER) {
      return node.intValue();
    } else if (type == MarshallingType.LONG) {
      return node.longValue();
    } else if (type == MarshallingType.DOUBLE) {
      return node.doubleValue();
    } else if (type == MarshallingType.BOOLEAN) {
      return node.booleanValue();
    } else if (type == MarshallingType.INSTANT) {
      return Instant.ofEpochMilli(
          node.decimalValue().movePointRight(MILLISECONDS).toBigInteger().longValue());
    } else if (type == MarshallingType.SDK_POJO) {
      SdkPojo nested = read(field.constructor().get(), node);
      return ((Buildable) nested).build();
    } else if (type == MarshallingType.LIST) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>(node.size());
      node.forEach(item -> list.add(value(element, item)));
      return list;
    }
    throw unsupported(field.memberName(), type.toString());
  }

  private static IllegalArgumentException unsupported(String name, String type) {
    return new IllegalArgumentException("field " + name + " has type " + type);
  }
}
