package dev.ecsinventory.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for standard output: indented, and ASCII only, so that a terminal obeys nothing in it. */
public final class AsciiJson {
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private AsciiJson() {}

  /** {@code root} as text that ends in a line break. */
  public static String text(JsonNode root) {
    try {
      // Of the control characters this is the one that Jackson writes as it is.
      return MAPPER.writeValueAsString(root).replace("\u007f", "\\u007f") + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
