package dev.ecsinventory.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.WellFormedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Converts a response of ECS to a JSON document with the API's names, and back, except for lone
 * surrogates, which a document cannot represent. A plan can therefore be stored, so that a retry
 * does not repeat the calls.
 */
public final class SdkJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  private SdkJson() {}

  /** The document of {@code shape}, without absent fields. */
  public static ObjectNode write(SdkPojo shape) {
    ObjectNode document = NODES.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (value != null && !(value instanceof SdkAutoConstructList)) {
        document.set(field.memberName(), node(field.memberName(), value));
      }
    }
    return document;
  }

  private static JsonNode node(String member, Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(WellFormedText.of(text));
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case Instant instant -> NODES.textNode(instant.toString());
      case SdkPojo shape -> write(shape);
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(item -> array.add(node(member, item)));
        yield array;
      }
      default -> throw unsupported(member, value.getClass().getName());
    };
  }

  /** Fills {@code builder}, the builder of a shape, from the text of its document. */
  static <T extends SdkPojo> T read(T builder, String document) {
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
      return Instant.parse(node.textValue());
    } else if (type == MarshallingType.SDK_POJO) {
      SdkPojo nested = read(field.constructor().get(), node);
      return ((Buildable) nested).build();
    } else if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>(node.size());
      node.forEach(item -> list.add(value(member, item)));
      return list;
    }
    throw unsupported(field.memberName(), type.toString());
  }

  private static IllegalArgumentException unsupported(String member, String type) {
    return new IllegalArgumentException("member " + member + " has type " + type);
  }
}
