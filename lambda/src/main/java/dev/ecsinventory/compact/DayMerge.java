package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.MergedDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.ParquetEncoder;
import dev.ecsinventory.write.ParquetRowWriter;
import dev.ecsinventory.write.RowReader;
import dev.ecsinventory.write.TemporaryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Merges a day of a dataset: first the file, on disk and then as an object, then its note. */
final class DayMerge {
  private static final Column<String> SNAPSHOT_ID = Snapshots.DATASET.snapshotId();

  /** As the views have it. */
  private static final Set<String> COMMITTED =
      Set.of(SnapshotStatus.COMPLETE.name(), SnapshotStatus.PARTIAL.name());

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Dataset dataset;
  private final CommittedFiles committed;

  DayMerge(ObjectStore store, ObjectKeys keys, Dataset dataset, CommittedFiles committed) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.dataset = requireNonNull(dataset, "dataset is null");
    this.committed = requireNonNull(committed, "committed is null");
  }

  /**
   * What the merged file of a day holds; empty when there is none. Two runs that merge a day at the
   * same time may each have the last word on one of file and note: then there is none either.
   */
  Optional<MergedFrom> merged(LocalDate day) {
    return store
        .get(keys.mergedFrom(dataset, day))
        .map(MergedFrom::parse)
        .filter(from -> store.list(from.key(), "").contains(from.object()));
  }

  /** What became of a day. */
  enum Outcome {
    MERGED,
    /** It was merged before. */
    WHOLE,
    NO_TIME
  }

  /** Merges a day's committed snapshots, unless that is done. */
  Outcome merge(LocalDate day, Map<String, FileFormat> snapshots, Deadline deadline) {
    List<InputFile> summaries = committed.of(Snapshots.DATASET, day, snapshots);
    List<InputFile> rows = committed.of(dataset, day, snapshots);
    List<InputFile> inputs = Stream.concat(summaries.stream(), rows.stream()).toList();
    if (merged(day).filter(from -> from.isOf(snapshots.keySet(), inputs)).isPresent()) {
      return Outcome.WHOLE;
    }
    try (TemporaryFile temporary = TemporaryFile.create("day")) {
      Path file = temporary.path();
      Optional<Long> written = write(file, rows, statuses(summaries), deadline);
      written.ifPresent(
          count -> {
            String key = keys.mergedDay(dataset, day);
            store.put(key, file, new ParquetEncoder().contentType());
            store.put(
                keys.mergedFrom(dataset, day),
                from(key, file, count, snapshots, inputs).json(),
                "application/json");
          });
      return written.isPresent() ? Outcome.MERGED : Outcome.NO_TIME;
    }
  }

  /** The status of each snapshot that queries see, by its id. */
  private Map<String, String> statuses(List<InputFile> summaries) {
    Map<String, String> statuses = new HashMap<>();
    for (InputFile file : summaries) {
      try (RowReader reader = file.open(store, Snapshots.DATASET)) {
        reader.rest().stream()
            .filter(row -> COMMITTED.contains(row.get(Snapshots.STATUS)))
            .forEach(row -> statuses.put(row.get(SNAPSHOT_ID), row.get(Snapshots.STATUS)));
      }
    }
    return statuses;
  }

  /** How many rows were written; empty when time did not suffice. */
  private Optional<Long> write(
      Path file, List<InputFile> inputs, Map<String, String> statuses, Deadline deadline) {
    try (ParquetRowWriter out = new ParquetRowWriter(MergedDays.of(dataset), file)) {
      RowMerge merge = new RowMerge(store, dataset, statuses, out, deadline);
      return merge.merge(inputs) ? Optional.of(merge.rows()) : Optional.empty();
    }
  }

  private static MergedFrom from(
      String key, Path file, long rows, Map<String, FileFormat> snapshots, List<InputFile> inputs) {
    try {
      return new MergedFrom(
          key,
          rows,
          Files.size(file),
          Sha256.of(file),
          List.copyOf(snapshots.keySet()),
          MergedFrom.inputs(inputs));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
