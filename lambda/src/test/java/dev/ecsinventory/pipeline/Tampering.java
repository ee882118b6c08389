package dev.ecsinventory.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.DataFileWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A copy of a committed snapshot whose data a test changes, with matching hashes, keys and counts:
 * only the change itself is detectable.
 */
final class Tampering {
  private static final Map<Dataset, Column<Integer>> COUNTS =
      Map.of(
          Clusters.DATASET, Snapshots.CLUSTER_COUNT,
          Services.DATASET, Snapshots.SERVICE_COUNT,
          TaskSets.DATASET, Snapshots.TASK_SET_COUNT,
          TagViolations.DATASET, Snapshots.TAG_VIOLATION_COUNT,
          ReadFailures.DATASET, Snapshots.READ_FAILURE_COUNT);

  final MemoryObjectStore store = new MemoryObjectStore();
  private final ObjectKeys keys;
  private final SnapshotId snapshot;
  private Manifest manifest;

  Tampering(ObjectStore original, ObjectKeys keys, SnapshotId snapshot) {
    this.keys = keys;
    this.snapshot = snapshot;
    for (ListedObject object : original.list("", "")) {
      store.put(object.key(), original.get(object.key()).orElseThrow(), "");
    }
    this.manifest = Manifest.parse(store.get(keys.manifest(snapshot)).orElseThrow());
  }

  Manifest manifest() {
    return manifest;
  }

  /** The files of a dataset in one format. */
  List<DataFile> files(Dataset dataset, FileFormat format) {
    return manifest.files().stream()
        .filter(file -> file.dataset().equals(dataset.name()))
        .filter(file -> file.format().equals(format.folder()))
        .toList();
  }

  List<Row> rows(Dataset dataset) {
    return files(dataset, FileFormat.JSON).stream()
        .flatMap(file -> rows(dataset, file).stream())
        .toList();
  }

  private List<Row> rows(Dataset dataset, DataFile file) {
    return RowReader.rows(
        FileFormat.of(file.format()), dataset, store.get(file.key()).orElseThrow());
  }

  /** Changes the rows of every target, and their counts. */
  void change(Dataset dataset, Set<FileFormat> formats, UnaryOperator<List<Row>> change) {
    for (FileFormat format : formats) {
      for (DataFile file : files(dataset, format)) {
        replace(dataset, file, change.apply(rows(dataset, file)));
      }
    }
    Column<Integer> count = COUNTS.get(dataset);
    if (count != null) {
      int rows = files(dataset, formats.iterator().next()).stream().mapToInt(DataFile::rows).sum();
      summary(manifest.summary().with(count, rows));
    }
  }

  /** Replaces the row of {@code snapshots} in its files and in the manifest. */
  void summary(Row row) {
    for (FileFormat format : FileFormat.values()) {
      for (DataFile file : files(Snapshots.DATASET, format)) {
        replace(Snapshots.DATASET, file, List.of(row));
      }
    }
    try {
      put(
          new Manifest(
              manifest.software(),
              manifest.scope(),
              manifest.requested(),
              manifest.read(),
              manifest.notRead(),
              manifest.policies(),
              new JsonMapper().readTree(JsonLinesEncoder.line(row)),
              manifest.listings(),
              manifest.files()));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void replace(Dataset dataset, DataFile file, List<Row> rows) {
    String name = file.key().substring(file.key().lastIndexOf('/') + 1);
    String target =
        name.substring(snapshot.value().length() + 1, name.indexOf('.') - "-12345678".length());
    List<DataFile> files = new ArrayList<>(manifest.files());
    files.remove(file);
    files.addAll(
        new DataFileWriter(store, keys, Set.of(FileFormat.of(file.format())))
            .write(snapshot, target, dataset, rows));
    files(files);
  }

  void files(List<DataFile> files) {
    put(
        new Manifest(
            manifest.software(),
            manifest.scope(),
            manifest.requested(),
            manifest.read(),
            manifest.notRead(),
            manifest.policies(),
            manifest.snapshot(),
            manifest.listings(),
            files));
  }

  void read(List<Manifest.ReadRegion> read) {
    put(
        new Manifest(
            manifest.software(),
            manifest.scope(),
            manifest.requested(),
            read,
            manifest.notRead(),
            manifest.policies(),
            manifest.snapshot(),
            manifest.listings(),
            manifest.files()));
  }

  void notRead(List<ReadFailure> notRead) {
    put(
        new Manifest(
            manifest.software(),
            manifest.scope(),
            manifest.requested(),
            manifest.read(),
            notRead,
            manifest.policies(),
            manifest.snapshot(),
            manifest.listings(),
            manifest.files()));
  }

  /** The form of version 0.1.0. */
  void withoutSpecification() {
    put(
        new Manifest(
            "ecs-inventory 0.1.0",
            manifest.scope(),
            null,
            manifest.read(),
            manifest.notRead(),
            manifest.policies(),
            manifest.snapshot(),
            null,
            manifest.files()));
  }

  private void put(Manifest changed) {
    manifest = changed;
    store.put(keys.manifest(snapshot), changed.bytes(), "application/json");
  }
}
