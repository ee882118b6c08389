package dev.ecsinventory.checkpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores the checkpoints of one snapshot as JSON objects under its staging folder. A checkpoint
 * that is put if absent is the first one for every run: a run whose checkpoint is rejected reads
 * the stored one.
 */
public final class CheckpointStore {
  private static final String JSON = "application/json";
  private static final String EXTENSION = ".json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          // Predicates of a record are derived from its components.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          // A later version may have written the checkpoint.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;

  public CheckpointStore(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  public <T> Optional<T> read(String name, Class<T> type) {
    return store.get(key(name)).map(content -> parse(name, content, type));
  }

  public boolean exists(String name) {
    return store.get(key(name)).isPresent();
  }

  /** Stores {@code value} unless there is one; returns the one that is stored then. */
  <T> T putIfAbsent(String name, T value, Class<T> type) {
    return claim(name, value) ? value : read(name, type).orElseThrow();
  }

  /** Stores {@code value} unless there is one; returns whether it was stored. */
  public boolean claim(String name, Object value) {
    return store.putIfAbsent(key(name), bytes(value), JSON);
  }

  /** Stores {@code value} in place of what may be there. */
  void replace(String name, Object value) {
    store.put(key(name), bytes(value), JSON);
  }

  /** The names of all checkpoints whose name begins with {@code prefix}. */
  Set<String> names(String prefix) {
    String first = key(prefix);
    String folder = first.substring(0, first.lastIndexOf('/') + 1);
    String listed = first.substring(0, first.length() - EXTENSION.length());
    return store.list(listed, "").stream()
        .map(ListedObject::key)
        .filter(key -> key.endsWith(EXTENSION))
        .map(key -> key.substring(folder.length(), key.length() - EXTENSION.length()))
        .collect(Collectors.toSet());
  }

  private String key(String name) {
    return keys.staging(snapshot, name);
  }

  private static <T> T parse(String name, byte[] content, Class<T> type) {
    try {
      return MAPPER.readValue(content, type);
    } catch (IOException malformed) {
      throw new UncheckedIOException("checkpoint " + name + " cannot be parsed", malformed);
    }
  }

  private static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
