package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;

/** Reads and writes JSON; numbers retain their digits. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Strict, which is slower, for input from users: a duplicate key hides a mistake. */
  private static final ObjectReader STRICT =
      MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private Json() {}

  public static JsonNode parse(String text) throws JsonProcessingException {
    return STRICT.readTree(text);
  }

  public static JsonNode parse(byte[] utf8) throws IOException {
    return MAPPER.readTree(utf8);
  }

  public static byte[] utf8(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static ArrayNode array(Collection<? extends JsonNode> elements) {
    return array().addAll(elements);
  }

  public static ArrayNode strings(Collection<String> elements) {
    ArrayNode array = array();
    elements.forEach(array::add);
    return array;
  }

  /** A time in the API's form: seconds since the epoch with a fraction of milliseconds. */
  public static BigDecimal timestamp(long epochMillis) {
    return BigDecimal.valueOf(epochMillis, 3);
  }
}
