package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The description of a compacted file, which contains the rows of many data files. The description
 * is an object next to the file, and is written before any index lists the file.
 *
 * @param key the compacted file
 * @param sha256 of the compacted file's bytes, in hex
 * @param inputs keys of the snapshots' data files whose rows it contains
 */
@JsonPropertyOrder({"key", "rows", "bytes", "sha256", "inputs"})
public record CompactedFile(String key, long rows, long bytes, String sha256, List<String> inputs) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A later version may have added fields.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public CompactedFile {
    requireNonNull(key, "key is null");
    requireNonNull(sha256, "sha256 is null");
    inputs = inputs.stream().sorted().toList();
  }

  /** The compacted file {@code key}; empty when its description does not exist. */
  public static Optional<CompactedFile> read(ObjectStore store, String key) {
    return store.get(ObjectKeys.compactedFrom(key)).map(CompactedFile::parse);
  }

  /** Stores the description. */
  public void describe(ObjectStore store) {
    try {
      store.put(ObjectKeys.compactedFrom(key), MAPPER.writeValueAsBytes(this), "application/json");
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static CompactedFile parse(byte[] content) {
    try {
      return MAPPER.readValue(content, CompactedFile.class);
    } catch (IOException malformed) {
      throw new UncheckedIOException("a compacted file's description cannot be parsed", malformed);
    }
  }
}
