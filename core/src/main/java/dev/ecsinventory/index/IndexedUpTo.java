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
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of the day indexes: every committed snapshot of an earlier day is in them. A
 * change of an earlier day, which is a late commit or a withdrawal, lowers the checkpoint first, so
 * that the next run repairs the day if the change ends before its indexes are written. The
 * checkpoint remains there for some days: a run that began before the change must not raise it.
 */
public final class IndexedUpTo {
  /** The days before today that every run checks; retries of an event end in hours. */
  private static final int DAYS_CHECKED_AGAIN = 2;

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
   * @param lowered the days to which changes lowered the checkpoint, by the days of the changes;
   *     null in a checkpoint of an earlier version
   */
  private record Json(
      String indexedUpTo,
      String emptiedOn,
      String jsonFrom,
      String parquetFrom,
      SortedMap<String, String> lowered) {
    static Json of(State state) {
      SortedMap<String, String> lowered = new TreeMap<>();
      state.lowered().forEach((on, to) -> lowered.put(on.toString(), to.toString()));
      return new Json(
          state.day().toString(),
          state.emptiedOn().toString(),
          state.live().json().map(LocalDate::toString).orElse(null),
          state.live().parquet().map(LocalDate::toString).orElse(null),
          lowered);
    }

    State state(String version) {
      SortedMap<LocalDate, LocalDate> days = new TreeMap<>();
      if (lowered != null) {
        lowered.forEach((on, to) -> days.put(LocalDate.parse(on), LocalDate.parse(to)));
      }
      return new State(
          LocalDate.parse(indexedUpTo),
          LocalDate.parse(emptiedOn),
          new LiveDays(
              Optional.ofNullable(jsonFrom).map(LocalDate::parse),
              Optional.ofNullable(parquetFrom).map(LocalDate::parse)),
          days,
          Optional.of(version));
    }
  }

  /**
   * The checkpoint that was read.
   *
   * @param live the days that are not removed from the indexes
   * @param lowered the days to which changes lowered the checkpoint, by the days of the changes
   * @param version empty when there is no checkpoint
   */
  record State(
      LocalDate day,
      LocalDate emptiedOn,
      LiveDays live,
      SortedMap<LocalDate, LocalDate> lowered,
      Optional<String> version) {
    State {
      lowered = Collections.unmodifiableSortedMap(new TreeMap<>(lowered));
    }

    State emptied(LocalDate on, LiveDays except) {
      return new State(day, on, except, lowered, version);
    }

    /**
     * Raises the checkpoint to {@code other}, but not beyond a day that was changed recently. A
     * change can still be going on, or a run that read the day before can undo it.
     */
    State raised(LocalDate other, LocalDate today) {
      SortedMap<LocalDate, LocalDate> recent =
          new TreeMap<>(lowered.tailMap(firstCheckedAgain(today)));
      LocalDate most =
          recent.values().stream().reduce(other, (one, two) -> one.isBefore(two) ? one : two);
      return new State(most.isAfter(day) ? most : day, emptiedOn, live, recent, version);
    }

    private boolean isLowered(LocalDate to, LocalDate today) {
      return !day.isAfter(to)
          && Optional.ofNullable(lowered.get(today)).filter(low -> !low.isAfter(to)).isPresent();
    }

    private State lowered(LocalDate to, LocalDate today) {
      SortedMap<LocalDate, LocalDate> days = new TreeMap<>(lowered);
      days.merge(today, to, (one, two) -> one.isBefore(two) ? one : two);
      return new State(day.isAfter(to) ? to : day, emptiedOn, live, days, version);
    }
  }

  /** The first of the days that every run checks again. */
  static LocalDate firstCheckedAgain(LocalDate today) {
    return today.minusDays(DAYS_CHECKED_AGAIN);
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
      return store.putIfUnchanged(
          key, state.version(), MAPPER.writeValueAsBytes(Json.of(state)), "application/json");
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Lowers the checkpoint to {@code day} before a change of it. The days from today on, which every
   * run checks for some days, need no lower checkpoint.
   */
  public void lowerTo(LocalDate day, LocalDate today) {
    State state = read();
    while (day.isBefore(today) && !state.isLowered(day, today) && !put(state.lowered(day, today))) {
      state = read();
    }
  }

  private static State none(Optional<String> version) {
    return new State(
        LocalDate.EPOCH, LocalDate.EPOCH, LiveDays.UNKNOWN, Collections.emptySortedMap(), version);
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
