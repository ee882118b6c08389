package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rows of one target's dataset from every committed format, and compares the formats row
 * by row.
 */
final class DatasetFiles {
  private static final Set<Dataset> OF_SEVERAL_ACCOUNTS =
      Set.of(ReadFailures.DATASET, SnapshotAccounts.DATASET, Snapshots.DATASET);

  private final SnapshotUnderCheck snapshot;
  private final CommittedObjects objects;
  private final Set<FileFormat> expired;
  private final Totals totals;
  private final Map<FileId, DataFile> files = new HashMap<>();

  DatasetFiles(
      SnapshotUnderCheck snapshot,
      CommittedObjects objects,
      Set<FileFormat> expired,
      Totals totals) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.objects = requireNonNull(objects, "objects is null");
    this.expired = requireNonNull(expired, "expired is null");
    this.totals = requireNonNull(totals, "totals is null");
    snapshot.manifest().files().forEach(this::add);
  }

  private void add(DataFile file) {
    Optional<FileId> id = FileId.of(file, snapshot.id(), objects.committedKeys());
    if (id.isEmpty()) {
      snapshot.found(
          FindingCode.FILE_UNEXPECTED,
          file.key(),
          "the key is not that of a file of this snapshot");
    } else if (files.putIfAbsent(id.get(), file) != null) {
      snapshot.found(
          FindingCode.FILE_UNEXPECTED, file.key(), "the target has two files of the dataset");
    }
  }

  /**
   * The rows of a target's dataset.
   *
   * @return empty when no format can be read, for which there is a finding
   */
  Optional<List<Row>> rows(TargetId target, Dataset dataset) {
    Map<FileFormat, List<Row>> read = new EnumMap<>(FileFormat.class);
    for (FileFormat format : snapshot.manifest().requested().fileFormats()) {
      DataFile file = files.remove(new FileId(target.text(), dataset.name(), format));
      if (file == null) {
        snapshot.found(
            FindingCode.FILE_NOT_NAMED,
            target.text(),
            "%s of %s".formatted(format.folder(), dataset.name()));
      } else if (!expired.contains(format)) {
        decoded(file, format, dataset).ifPresent(rows -> read.put(format, rows));
      }
    }
    compare(target, dataset, List.copyOf(read.values()));
    Optional<List<Row>> rows = read.values().stream().findFirst();
    rows.ifPresent(all -> all.forEach(row -> checkOrigin(target, row)));
    return rows;
  }

  /** Reports the files that no call of {@link #rows} requested. */
  void reportOthers() {
    files.values().stream()
        .map(DataFile::key)
        .sorted()
        .forEach(
            key ->
                snapshot.found(
                    FindingCode.FILE_UNEXPECTED, key, "there is no listing of the file's target"));
  }

  private Optional<List<Row>> decoded(DataFile file, FileFormat format, Dataset dataset) {
    Optional<byte[]> content = objects.read(file);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<Row> rows = RowReader.rows(format, dataset, content.get());
      snapshot.findings().rowsChecked(rows.size());
      totals.add(dataset, format, rows);
      if (rows.size() != file.rows()) {
        snapshot.found(
            FindingCode.ROWS_MISCOUNTED,
            file.key(),
            "the manifest records %d rows, the file has %d".formatted(file.rows(), rows.size()));
      }
      return Optional.of(rows);
    } catch (RuntimeException malformed) {
      snapshot.found(
          FindingCode.FILE_UNREADABLE,
          file.key(),
          "it is not a %s file of %s".formatted(format.folder(), dataset.name()));
      return Optional.empty();
    }
  }

  private void compare(TargetId target, Dataset dataset, List<List<Row>> formats) {
    if (formats.size() < 2) {
      return;
    }
    List<Row> one = formats.getFirst();
    List<Row> other = formats.getLast();
    for (int row = 0; row < Math.max(one.size(), other.size()); row++) {
      if (row >= one.size() || row >= other.size() || !one.get(row).equals(other.get(row))) {
        snapshot.found(
            FindingCode.FORMATS_DIFFER,
            "%s of %s".formatted(dataset.name(), target.text()),
            "from row %d on; %d and %d rows".formatted(row + 1, one.size(), other.size()));
        return;
      }
    }
  }

  private void checkOrigin(TargetId target, Row row) {
    Dataset dataset = row.dataset();
    boolean here =
        OF_SEVERAL_ACCOUNTS.contains(dataset)
            || (row.get(dataset.accountId()).equals(target.accountId())
                && row.get(dataset.region()).equals(target.region()));
    if (!here
        || !row.get(dataset.snapshotId()).equals(snapshot.id().value())
        || !row.get(dataset.snapshotTime()).equals(snapshot.id().time())) {
      snapshot.found(
          FindingCode.ROW_FOREIGN,
          "%s of %s".formatted(dataset.name(), target.text()),
          "a row of snapshot %s, account %s, Region %s"
              .formatted(
                  row.get(dataset.snapshotId()),
                  row.get(dataset.accountId()),
                  row.get(dataset.region())));
    }
  }

  /** The identity of a data file; a manifest has one file for each. */
  private record FileId(String target, String dataset, FileFormat format) {
    /** Empty when the key does not match the file's content. */
    static Optional<FileId> of(DataFile file, SnapshotId snapshot, ObjectKeys keys) {
      try {
        Dataset dataset = Datasets.named(file.dataset());
        FileFormat format = FileFormat.of(file.format());
        String around = keys.dataFile(format, dataset, snapshot, "/", file.sha256());
        int target = around.lastIndexOf("/-");
        String before = around.substring(0, target);
        String after = around.substring(target + 1);
        boolean own =
            file.key().startsWith(before)
                && file.key().endsWith(after)
                && file.key().length() > before.length() + after.length();
        return own
            ? Optional.of(
                new FileId(
                    file.key().substring(before.length(), file.key().length() - after.length()),
                    file.dataset(),
                    format))
            : Optional.empty();
      } catch (IllegalArgumentException | IndexOutOfBoundsException unknown) {
        return Optional.empty();
      }
    }
  }
}
