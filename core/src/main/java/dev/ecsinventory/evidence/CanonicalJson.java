package dev.ecsinventory.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * JSON of which one value has one text: keys in the order of their UTF-16 code units, no spaces,
 * UTF-8. The statements contain only texts, whole numbers and flags, for which this is RFC 8785.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">JSON Canonicalization Scheme</a>
 */
final class CanonicalJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private CanonicalJson() {}

  /** The text of an object. */
  static byte[] bytes(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Parses the text of an object.
   *
   * @param what the text, for the message
   * @throws MalformedEvidenceException when it is not canonical JSON
   */
  static Fields parse(String what, byte[] content) {
    try {
      JsonNode node = MAPPER.readTree(content);
      if (node == null || !node.isObject()) {
        throw new MalformedEvidenceException(what + " is not a JSON object");
      }
      // A JSON node keeps the order of its keys, a map does not.
      if (!Arrays.equals(content, MAPPER.writeValueAsBytes(MAPPER.treeToValue(node, Map.class)))) {
        throw new MalformedEvidenceException(
            what + " is not canonical JSON (sorted keys, no spaces)");
      }
      return new Fields(what, node);
    } catch (IOException malformed) {
      throw new MalformedEvidenceException(what + " is not JSON");
    }
  }
}
