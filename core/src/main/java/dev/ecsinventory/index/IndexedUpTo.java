package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The checkpoint of the day indexes: every committed snapshot of an earlier day is in them. A
 * commit into an earlier day lowers the checkpoint before it writes the manifest, so that the next
 * run finds the snapshot if the commit ends before its index is written.
 */
public final class IndexedUpTo {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ObjectStore store;
  private final String key;

  public IndexedUpTo(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.key = keys.indexedUpTo();
  }

  /**
   * The stored checkpoint.
   *
   * @param indexedUpTo days before this one are indexed
   * @param emptiedOn when expired days were last removed from the indexes
   */
  private record Json(String indexedUpTo, String emptiedOn) {}

  /** The checkpoint that was read; {@code version} is empty when there is none. */
  record State(LocalDate day, LocalDate emptiedOn, Optional<String> version) {
    State withDay(LocalDate other) {
      return new State(other, emptiedOn, version);
    }

    State withEmptiedOn(LocalDate other) {
      return new State(day, other, version);
    }
  }

  /** Without a checkpoint no day is indexed. */
  State read() {
    return store.read(key).map(IndexedUpTo::parse).orElseGet(IndexedUpTo::none);
  }

  /**
   * Stores {@code state} if the checkpoint is unchanged since it was read.
   *
   * @return whether it was stored
   */
  boolean put(State state) {
    try {
      Json json = new Json(state.day().toString(), state.emptiedOn().toString());
      return store.putIfUnchanged(
          key, state.version(), MAPPER.writeValueAsBytes(json), "application/json");
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Lowers the checkpoint to {@code day} if it is later. */
  public void lowerTo(LocalDate day) {
    State state = read();
    while (state.day().isAfter(day) && !put(state.withDay(day))) {
      state = read();
    }
  }

  private static State none() {
    return new State(LocalDate.EPOCH, LocalDate.EPOCH, Optional.empty());
  }

  private static State parse(StoredObject object) {
    try {
      Json json = MAPPER.readValue(object.content(), Json.class);
      return new State(
          LocalDate.parse(json.indexedUpTo()),
          LocalDate.parse(json.emptiedOn()),
          Optional.of(object.version()));
    } catch (IOException malformed) {
      throw new UncheckedIOException("the checkpoint of the index cannot be parsed", malformed);
    }
  }
}
