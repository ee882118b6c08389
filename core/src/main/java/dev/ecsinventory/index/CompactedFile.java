package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.manifest.KeyParts;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(CompactedFile.class);

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

  /**
   * The compacted file {@code key}, with the current keys of its inputs; empty when its description
   * does not exist or cannot be parsed.
   */
  public static Optional<CompactedFile> read(ObjectStore store, ObjectKeys keys, String key) {
    if (!key.endsWith("." + FileFormat.PARQUET.extension())) {
      // The end of a truncated index.
      return Optional.empty();
    }
    return store
        .get(ObjectKeys.compactedFrom(key))
        .flatMap(content -> parse(ObjectKeys.compactedFrom(key), content))
        .map(
            file ->
                new CompactedFile(
                    key,
                    file.rows(),
                    file.bytes(),
                    file.sha256(),
                    file.inputs().stream().map(input -> KeyParts.local(keys, input)).toList()));
  }

  /** Stores the description. */
  public void describe(ObjectStore store) {
    try {
      store.put(ObjectKeys.compactedFrom(key), MAPPER.writeValueAsBytes(this), "application/json");
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Optional<CompactedFile> parse(String key, byte[] content) {
    try {
      return Optional.ofNullable(MAPPER.readValue(content, CompactedFile.class));
    } catch (IOException malformed) {
      LOG.warn("{} cannot be parsed; the index stage replaces the compacted file", key);
      return Optional.empty();
    }
  }
}
