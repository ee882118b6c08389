package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.Retention.LiveDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of the day indexes: every committed snapshot of an earlier day is in them. A
 * commit into an earlier day lowers the checkpoint before it writes the manifest, so that the next
 * run finds the snapshot if the commit ends before its index is written.
 */
public final class IndexedUpTo {
  private static final Logger LOG = LoggerFactory.getLogger(IndexedUpTo.class);

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
   * @param jsonFrom the first day that was not removed; null if none expires, or if that is not
   *     known, as in a checkpoint of an earlier version
   * @param parquetFrom the same for Parquet
   */
  private record Json(String indexedUpTo, String emptiedOn, String jsonFrom, String parquetFrom) {
    State state(String version) {
      return new State(
          LocalDate.parse(indexedUpTo),
          LocalDate.parse(emptiedOn),
          new LiveDays(
              Optional.ofNullable(jsonFrom).map(LocalDate::parse),
              Optional.ofNullable(parquetFrom).map(LocalDate::parse)),
          Optional.of(version));
    }
  }

  /**
   * The checkpoint that was read.
   *
   * @param live the days that are not removed from the indexes
   * @param version empty when there is no checkpoint
   */
  record State(LocalDate day, LocalDate emptiedOn, LiveDays live, Optional<String> version) {
    State withDay(LocalDate other) {
      return new State(other, emptiedOn, live, version);
    }

    State emptied(LocalDate on, LiveDays except) {
      return new State(day, on, except, version);
    }
  }

  /**
   * Without a checkpoint no day is indexed. One that cannot be parsed counts as none, and the next
   * write replaces it, because everything in it can be derived again.
   */
  State read() {
    return store.read(key).map(this::parse).orElseGet(() -> none(Optional.empty()));
  }

  /**
   * Stores {@code state} if the checkpoint is unchanged since it was read.
   *
   * @return whether it was stored
   */
  boolean put(State state) {
    try {
      Json json =
          new Json(
              state.day().toString(),
              state.emptiedOn().toString(),
              state.live().json().map(LocalDate::toString).orElse(null),
              state.live().parquet().map(LocalDate::toString).orElse(null));
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

  private static State none(Optional<String> version) {
    return new State(LocalDate.EPOCH, LocalDate.EPOCH, LiveDays.UNKNOWN, version);
  }

  private State parse(StoredObject object) {
    try {
      return MAPPER.readValue(object.content(), Json.class).state(object.version());
    } catch (IOException | RuntimeException malformed) {
      LOG.warn("{} cannot be parsed; all days are checked, and it is replaced", key);
      return none(Optional.of(object.version()));
    }
  }
}
