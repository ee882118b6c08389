package dev.ecsinventory.infra.context;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a file is a tag policy at all, asked before it is deployed. */
final class TagPolicyFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TagPolicyFile() {}

  /**
   * Refuses what is not a tag policy.
   *
   * @throws IllegalArgumentException saying why
   */
  static void check(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("is not a file");
    }
    if (!parse(path).path("tags").isObject()) {
      throw new IllegalArgumentException("is not a tag policy: it has no object \"tags\"");
    }
  }

  private static JsonNode parse(Path path) {
    try {
      return MAPPER.readTree(path.toFile());
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "is not JSON: " + malformed.getOriginalMessage(), malformed);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
