package dev.ecsinventory.compact;

import dev.ecsinventory.config.Retention;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.format.Samples;
import dev.ecsinventory.index.DayIndex;
import dev.ecsinventory.index.IndexMaintenance;
import dev.ecsinventory.index.TableIndex;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.SampleManifests;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.DataFileWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Writes snapshots of two targets, file by file. */
public final class HourlySnapshots {
  public static final Set<FileFormat> BOTH = EnumSet.allOf(FileFormat.class);
  private static final List<String> TARGETS =
      List.of("123456789012-us-east-1-0", "123456789012-us-east-1-1");

  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private final ObjectStore files;
  private ObjectStore store;
  private long smallDay = Compactor.SMALL_DAY;

  public HourlySnapshots(Path directory) {
    this(new DirectoryObjectStore(directory));
  }

  public HourlySnapshots(ObjectStore store) {
    this.files = store;
    this.store = store;
  }

  /** A written snapshot. */
  public record Written(SnapshotId id, List<Row> rows, Manifest manifest) {}

  /** Writes all objects except for data files and manifests through {@code around}. */
  public void store(UnaryOperator<ObjectStore> around) {
    store = around.apply(files);
  }

  public ObjectStore store() {
    return store;
  }

  public ObjectKeys keys() {
    return keys;
  }

  /** Commits and indexes a snapshot with {@code taskSets}. */
  public Written write(LocalDate day, int hour, String... taskSets) {
    return index(commit(BOTH, id(day, hour), taskSets));
  }

  public Written writeScoped(LocalDate day, int hour, String... taskSets) {
    return index(
        commit(
            BOTH,
            SnapshotId.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), Optional.of("0a1b2c3d")),
            taskSets));
  }

  public Written index(Written written) {
    new TableIndex(store, keys).add(written.id(), written.manifest());
    return written;
  }

  /** Commits a snapshot without an index. */
  public Written commit(Set<FileFormat> formats, SnapshotId id, String... taskSets) {
    Written written = abort(formats, id, taskSets);
    files.put(keys.manifest(id), written.manifest().bytes(), "");
    return written;
  }

  /** Writes a snapshot that is not committed. */
  public Written abort(Set<FileFormat> formats, SnapshotId id, String... taskSets) {
    Dataset dataset = TaskSets.DATASET;
    List<List<Row>> targets = List.of(new ArrayList<>(), new ArrayList<>());
    for (String taskSet : taskSets) {
      targets
          .get(target(taskSet))
          .add(
              Samples.taskSet(taskSet)
                  .with(dataset.snapshotId(), id.value())
                  .with(dataset.snapshotTime(), id.time()));
    }
    DataFileWriter writer = new DataFileWriter(files, keys, formats);
    List<DataFile> data = new ArrayList<>();
    for (int target = 0; target < TARGETS.size(); target++) {
      data.addAll(writer.write(id, TARGETS.get(target), dataset, targets.get(target)));
    }
    Row summary = Samples.snapshot(id, SnapshotStatus.COMPLETE);
    data.addAll(writer.write(id, ObjectKeys.WHOLE_SNAPSHOT, Snapshots.DATASET, List.of(summary)));
    List<Row> rows = new ArrayList<>(targets.stream().flatMap(List::stream).toList());
    return new Written(id, rows, SampleManifests.of(summary, data));
  }

  /** Commits and indexes a snapshot with a file that has a column of a later version. */
  void writeOfLaterVersion(LocalDate day, int hour) {
    Written written = abort(BOTH, id(day, hour));
    Dataset known = TaskSets.DATASET;
    List<Column<?>> columns = new ArrayList<>(known.columns());
    Column<String> added =
        new Column<>(
            999,
            columns.size(),
            "added",
            ColumnType.STRING,
            true,
            Column.Role.STATE,
            Source.stage(),
            "Added.");
    columns.add(added);
    Dataset later = new Dataset(known.name(), known.doc(), columns, known.sortedBy());
    Row.Builder row = Row.builder(later).set(added, "more");
    known.columns().forEach(column -> copy(column, Samples.taskSet(), row));
    List<DataFile> data = new ArrayList<>(written.manifest().files());
    data.addAll(
        new DataFileWriter(files, keys, BOTH)
            .write(written.id(), TARGETS.getFirst(), later, List.of(row.build())));
    Manifest manifest = SampleManifests.of(written.manifest().summary(), data);
    files.put(keys.manifest(written.id()), manifest.bytes(), "");
    index(new Written(written.id(), List.of(), manifest));
  }

  private static <T> void copy(Column<T> column, Row from, Row.Builder to) {
    to.set(column, from.get(column));
  }

  public static SnapshotId id(LocalDate day, int hour) {
    return SnapshotId.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), Optional.empty());
  }

  /** The index of the target to which a task set belongs. */
  static int target(String taskSet) {
    return taskSet.charAt(taskSet.length() - 1) % 2;
  }

  /** Makes the compactor treat every day as a large one. */
  void everyDayIsLarge() {
    smallDay = 0;
  }

  public CompactionCount compact(LocalDate today) {
    return compact(today, Deadline.NONE);
  }

  CompactionCount compact(LocalDate today, Deadline deadline) {
    return new Compactor(store, keys, smallDay).run(id(today, 6), deadline);
  }

  /** The maintenance of the indexes in a run on {@code today}. */
  public IndexMaintenance maintenance(Retention retention, LocalDate today) {
    return new IndexMaintenance(
        store,
        keys,
        retention,
        Clock.fixed(today.atTime(6, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
  }

  public SortedSet<String> listed(FileFormat format, Dataset dataset, LocalDate day) {
    return new DayIndex(files, keys, format, dataset.name(), day).files();
  }

  /** The task sets that queries read for a day, in the order of the files. */
  public List<Row> rows(FileFormat format, LocalDate day) {
    return rows(format, TaskSets.DATASET, day);
  }

  public List<Row> rows(FileFormat format, Dataset dataset, LocalDate day) {
    return listed(format, dataset, day).stream()
        .flatMap(file -> RowReader.rows(format, dataset, files.get(file).orElseThrow()).stream())
        .toList();
  }

  /** Makes a data file unreadable, and returns its content. */
  byte[] damage(LocalDate day, int hour) {
    byte[] whole = files.get(file(day, hour)).orElseThrow();
    repair(day, hour, "this is no file of columns".getBytes(StandardCharsets.UTF_8));
    return whole;
  }

  void repair(LocalDate day, int hour, byte[] content) {
    files.put(file(day, hour), content, "");
  }

  private String file(LocalDate day, int hour) {
    String prefix =
        keys.day(FileFormat.PARQUET, TaskSets.DATASET.name(), day)
            + id(day, hour).value()
            + "-"
            + TARGETS.getFirst();
    return files.list(prefix, "").getFirst().key();
  }

  /** The hash of every object. */
  public Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    files
        .list("", "")
        .forEach(
            object -> contents.put(object.key(), Sha256.of(files.get(object.key()).orElseThrow())));
    return contents;
  }
}
