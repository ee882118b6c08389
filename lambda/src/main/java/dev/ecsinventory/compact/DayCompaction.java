package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.format.ParquetEncoder;
import dev.ecsinventory.format.ParquetRowWriter;
import dev.ecsinventory.index.CompactedFile;
import dev.ecsinventory.index.DayIndex;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.TemporaryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compacts a day of a dataset: writes the file, on disk and then as an object, then its
 * description, and last replaces the lines of the index.
 */
final class DayCompaction {
  /** Limit for a current day with more bytes, because each compaction rewrites all of its rows. */
  private static final int MAX_UNCOMPACTED_SNAPSHOTS = 4;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Dataset dataset;
  private final Deadline deadline;
  private final long smallDay;

  /**
   * @param smallDay the bytes of data files up to which the current day is compacted after each
   *     snapshot
   */
  DayCompaction(
      ObjectStore store, ObjectKeys keys, Dataset dataset, Deadline deadline, long smallDay) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.dataset = requireNonNull(dataset, "dataset is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
    this.smallDay = smallDay;
  }

  /** The result for a day. */
  enum Outcome {
    COMPACTED,
    /** It is already compacted, or has too few files. */
    UNNECESSARY,
    /** Another writer removed files from the index meanwhile. */
    SUPERSEDED,
    NO_TIME,
    FAILED;

    /** Whether the index needs no further change. */
    boolean isDone() {
      return this == COMPACTED || this == UNNECESSARY;
    }
  }

  /** Compacts the current day, if it is small or has enough uncompacted snapshots. */
  Outcome ofToday(DayIndex index, LocalDate day) {
    SortedSet<String> files = index.files();
    if (files.size() < 2) {
      return Outcome.UNNECESSARY;
    }
    Map<String, Long> sizes = sizes(day);
    return uncompacted(files) > MAX_UNCOMPACTED_SNAPSHOTS || isSmall(sizes)
        ? compact(index, files, sizes, sha256 -> keys.compactedToday(dataset, day, sha256))
        : Outcome.UNNECESSARY;
  }

  private long uncompacted(SortedSet<String> files) {
    return files.stream()
        .flatMap(file -> DataFileKey.parse(keys, file).stream())
        .map(DataFileKey::snapshot)
        .distinct()
        .count();
  }

  private boolean isSmall(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).sum() <= smallDay;
  }

  /** Compacts a closed day, unless its only file is a compacted one. */
  Outcome ofClosed(DayIndex index, LocalDate day) {
    SortedSet<String> files = index.files();
    if (files.isEmpty() || (files.size() == 1 && isLasting(files.first()))) {
      return Outcome.UNNECESSARY;
    }
    return compact(index, files, sizes(day), sha256 -> keys.compacted(dataset, day, sha256));
  }

  /**
   * Replaces the compacted files of the current day by data files in the index of a day that is
   * closed and was not compacted, because they are deleted after some days.
   */
  void listLastingFiles(DayIndex index) {
    index.update(
        present -> present.stream().allMatch(this::lasts) ? present : index.dataFiles(present));
  }

  private boolean isLasting(String file) {
    return file.startsWith(keys.compacted()) && lasts(file);
  }

  private boolean lasts(String file) {
    return !file.startsWith(keys.compactedToday());
  }

  private Outcome compact(
      DayIndex index,
      SortedSet<String> files,
      Map<String, Long> sizes,
      Function<String, String> key) {
    SortedSet<String> inputs = index.dataFiles(files);
    try (TemporaryFile temporary = TemporaryFile.create("day")) {
      Path file = temporary.path();
      long rows;
      try (ParquetRowWriter out = new ParquetRowWriter(dataset, file)) {
        RowMerge merge = new RowMerge(store, dataset, out, deadline);
        if (!merge.merge(inputFiles(inputs, sizes))) {
          return Outcome.NO_TIME;
        }
        rows = merge.rows();
      }
      CompactedFile compacted = describe(file, key, rows, inputs);
      store.put(compacted.key(), file, new ParquetEncoder().contentType());
      compacted.describe(store);
      return replace(index, files, compacted.key()) ? Outcome.COMPACTED : Outcome.SUPERSEDED;
    }
  }

  private List<InputFile> inputFiles(SortedSet<String> inputs, Map<String, Long> sizes) {
    return inputs.stream().map(key -> inputFile(key, sizes.getOrDefault(key, 0L))).toList();
  }

  /** The bytes of each data file of the day, by key. */
  private Map<String, Long> sizes(LocalDate day) {
    return store.list(keys.day(FileFormat.PARQUET, dataset.name(), day), "").stream()
        .collect(Collectors.toMap(ListedObject::key, ListedObject::bytes));
  }

  private InputFile inputFile(String key, long bytes) {
    DataFileKey parts =
        DataFileKey.parse(keys, key)
            .orElseThrow(() -> new IllegalStateException(key + " is not the key of a data file"));
    return new InputFile(key, bytes, parts.snapshot().value(), parts.target());
  }

  private static CompactedFile describe(
      Path file, Function<String, String> key, long rows, SortedSet<String> inputs) {
    try {
      String sha256 = Sha256.of(file);
      return new CompactedFile(
          key.apply(sha256), rows, Files.size(file), sha256, List.copyOf(inputs));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether the index listed all of {@code files}, and lists the compacted file now. */
  private static boolean replace(DayIndex index, SortedSet<String> files, String compacted) {
    AtomicBoolean replaced = new AtomicBoolean();
    index.update(
        present -> {
          replaced.set(present.containsAll(files));
          if (!replaced.get()) {
            return present;
          }
          SortedSet<String> others = new TreeSet<>(present);
          others.removeAll(files);
          others.add(compacted);
          return others;
        });
    return replaced.get();
  }
}
