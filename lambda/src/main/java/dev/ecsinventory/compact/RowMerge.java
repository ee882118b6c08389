package dev.ecsinventory.compact;

import dev.ecsinventory.format.ParquetRowWriter;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.store.ObjectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Merges files into one, target by target: a target's files are sorted, and those of different
 * targets may overlap. Values that do not change from one snapshot to the next are then adjacent.
 *
 * <p>Several files are open at once, as many as their size allows, with one row of each in memory.
 */
final class RowMerge {
  /**
   * The size of one target's files for a day of hourly snapshots; open files take several times as
   * much memory.
   */
  private static final long MAX_BYTES_OPEN = 20L << 20;

  /** Well below the 512 MB that Lambda gives on disk. */
  private static final long MAX_BYTES_WRITTEN = 384L << 20;

  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final ObjectStore store;
  private final Dataset dataset;
  private final ParquetRowWriter out;
  private final Deadline deadline;
  private final Comparator<Source> order;
  private long rows;

  RowMerge(ObjectStore store, Dataset dataset, ParquetRowWriter out, Deadline deadline) {
    this.store = store;
    this.dataset = dataset;
    this.out = out;
    this.deadline = deadline;
    Comparator<Row> byTime =
        dataset
            .rowOrder()
            .thenComparing(row -> row.get(dataset.snapshotTime()))
            .thenComparing(row -> row.get(dataset.snapshotId()));
    this.order = Comparator.comparing(Source::row, byTime);
  }

  long rows() {
    return rows;
  }

  /**
   * Writes the rows of {@code files}.
   *
   * @return whether the deadline was met
   */
  boolean merge(List<InputFile> files) {
    SortedMap<String, List<InputFile>> targets = new TreeMap<>();
    files.forEach(
        file -> targets.computeIfAbsent(file.target(), target -> new ArrayList<>()).add(file));
    for (List<InputFile> target : targets.values()) {
      target.sort(Comparator.comparing(InputFile::snapshot));
      for (List<InputFile> together : batches(target)) {
        if (!mergeOpen(together)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<List<InputFile>> batches(List<InputFile> files) {
    List<List<InputFile>> batches = new ArrayList<>();
    long bytes = MAX_BYTES_OPEN;
    for (InputFile file : files) {
      if (bytes + file.bytes() > MAX_BYTES_OPEN) {
        batches.add(new ArrayList<>());
        bytes = 0;
      }
      batches.getLast().add(file);
      bytes += file.bytes();
    }
    return batches;
  }

  private boolean mergeOpen(List<InputFile> files) {
    PriorityQueue<Source> sources = new PriorityQueue<>(order);
    try {
      for (InputFile file : files) {
        enqueue(sources, file.open(store, dataset));
      }
      for (Source first = sources.poll(); first != null; first = sources.poll()) {
        out.write(first.row());
        rows++;
        if (rows % ROWS_BETWEEN_CHECKS == 0 && !hasTimeLeft()) {
          first.reader().close();
          return false;
        }
        enqueue(sources, first.reader());
      }
      return true;
    } finally {
      sources.forEach(source -> source.reader().close());
    }
  }

  private boolean hasTimeLeft() {
    if (out.bytes() > MAX_BYTES_WRITTEN) {
      throw new IllegalStateException(
          "a compacted file of more than %d bytes does not fit on the disk"
              .formatted(MAX_BYTES_WRITTEN));
    }
    return !deadline.hasPassed();
  }

  private static void enqueue(PriorityQueue<Source> sources, RowReader reader) {
    Optional<Row> next = reader.next();
    if (next.isPresent()) {
      sources.add(new Source(next.get(), reader));
      return;
    }
    boolean leftSomethingOut = reader.leftSomethingOut();
    reader.close();
    if (leftSomethingOut) {
      throw new IllegalStateException(
          "a file has columns of a later version, which has to compact it");
    }
  }

  /** A file, and its next row. */
  private record Source(Row row, RowReader reader) {}
}
