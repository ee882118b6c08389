package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.write.ListedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/**
 * What a merged day was made of. It is written after the merged file, so what it says of the file
 * is so.
 *
 * @param key of the merged file
 * @param sha256 of the merged file's bytes, in hex
 * @param snapshots all committed snapshots of the day, also those without a row
 * @param files that its rows, and the statuses of their snapshots, are from
 */
@JsonPropertyOrder({"key", "rows", "bytes", "sha256", "snapshots", "files"})
record MergedFrom(
    String key, long rows, long bytes, String sha256, List<String> snapshots, List<Input> files) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  MergedFrom {
    requireNonNull(key, "key is null");
    requireNonNull(sha256, "sha256 is null");
    snapshots = List.copyOf(snapshots);
    files = List.copyOf(files);
  }

  /** A file as it was when it was merged. */
  record Input(String key, long bytes) {}

  static List<Input> inputs(List<InputFile> files) {
    return files.stream().map(file -> new Input(file.key(), file.bytes())).toList();
  }

  boolean isOf(Collection<String> committed, List<InputFile> inputs) {
    return snapshots.equals(List.copyOf(committed)) && files.equals(inputs(inputs));
  }

  /** The merged file, as it is listed. */
  ListedObject object() {
    return new ListedObject(key, bytes);
  }

  byte[] json() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static MergedFrom parse(byte[] content) {
    try {
      return MAPPER.readValue(content, MergedFrom.class);
    } catch (IOException malformed) {
      throw new UncheckedIOException("what a merged day was made of cannot be read", malformed);
    }
  }
}
