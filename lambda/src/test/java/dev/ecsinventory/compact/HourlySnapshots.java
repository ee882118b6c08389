package dev.ecsinventory.compact;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.pipeline.StoreWithHook;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.MergedDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.DirectoryObjectStore;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.RowReader;
import dev.ecsinventory.write.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Snapshots of two targets in a directory, and a clock of their own. */
final class HourlySnapshots {
  private static final Set<FileFormat> BOTH = EnumSet.allOf(FileFormat.class);
  private static final Optional<SnapshotStatus> COMPLETE = Optional.of(SnapshotStatus.COMPLETE);
  private static final List<String> TARGETS =
      List.of("123456789012-us-east-1-0", "123456789012-us-east-1-1");

  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private final DirectoryObjectStore files;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-15T00:30:00Z"));
  private ObjectStore store;

  HourlySnapshots(Path directory) {
    this.files = new DirectoryObjectStore(directory);
    this.store = files;
  }

  /** What was written. */
  record Written(SnapshotId id, List<Row> rows) {}

  void store(UnaryOperator<ObjectStore> around) {
    store = around.apply(files);
  }

  /** Does something once, as soon as a merged file is there. */
  void whenMerged(LocalDate day, Runnable action) {
    String key = keys.mergedDay(TaskSets.DATASET, day);
    store(plain -> StoreWithHook.once(plain, key::equals, action));
  }

  void now(LocalDateTime time) {
    clock.set(time.toInstant(ZoneOffset.UTC));
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  Written write(LocalDate day, int hour, String... taskSets) {
    return writeAs(BOTH, day, hour, taskSets);
  }

  Written writeAs(Set<FileFormat> formats, LocalDate day, int hour, String... taskSets) {
    SnapshotId id = id(day, hour, Optional.empty());
    switches().readBySnapshot(id);
    return write(formats, id, COMPLETE, taskSets);
  }

  /** One that is committed with a status of its own. */
  Written writeWith(SnapshotStatus status, LocalDate day, int hour, String... taskSets) {
    return write(BOTH, id(day, hour, Optional.empty()), Optional.of(status), taskSets);
  }

  Written writeNarrowed(LocalDate day, int hour, String... taskSets) {
    return write(BOTH, id(day, hour, Optional.of("0a1b2c3d")), COMPLETE, taskSets);
  }

  /** As one does that does not know of merged days. */
  Written writeWithoutTelling(LocalDate day, int hour, String... taskSets) {
    return write(BOTH, id(day, hour, Optional.empty()), COMPLETE, taskSets);
  }

  /** A snapshot in one format, of which a file has a column more than this version knows. */
  void writeOfLaterVersion(FileFormat format, LocalDate day, int hour) {
    Written written = writeAs(Set.of(format), day, hour);
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
    new DataFileWriter(files, keys, Set.of(format))
        .write(written.id(), TARGETS.getFirst(), later, List.of(row.build()));
  }

  private static <T> void copy(Column<T> column, Row from, Row.Builder to) {
    to.set(column, from.get(column));
  }

  Written abort(LocalDate day, int hour, String... taskSets) {
    return write(BOTH, id(day, hour, Optional.empty()), Optional.empty(), taskSets);
  }

  private static SnapshotId id(LocalDate day, int hour, Optional<String> scope) {
    return SnapshotId.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), scope);
  }

  private Written write(
      Set<FileFormat> formats,
      SnapshotId id,
      Optional<SnapshotStatus> committedWith,
      String... taskSets) {
    Dataset dataset = TaskSets.DATASET;
    DataFileWriter writer = new DataFileWriter(files, keys, formats);
    List<List<Row>> targets = List.of(new ArrayList<>(), new ArrayList<>());
    for (String taskSet : taskSets) {
      targets
          .get(target(taskSet))
          .add(
              Samples.taskSet(taskSet)
                  .with(dataset.snapshotId(), id.value())
                  .with(dataset.snapshotTime(), id.time()));
    }
    for (int target = 0; target < TARGETS.size(); target++) {
      writer.write(id, TARGETS.get(target), dataset, targets.get(target));
    }
    committedWith
        .map(status -> Samples.snapshot(id, status))
        .ifPresent(
            row -> writer.write(id, ObjectKeys.WHOLE_SNAPSHOT, Snapshots.DATASET, List.of(row)));
    return new Written(id, new ArrayList<>(targets.stream().flatMap(List::stream).toList()));
  }

  /** The target that a task set belongs to. */
  static int target(String taskSet) {
    return taskSet.charAt(taskSet.length() - 1) % 2;
  }

  /** As a run does, an hour and more into a day. */
  CompactionCount compact(LocalDate day) {
    return compact(day, Deadline.NONE);
  }

  CompactionCount compact(LocalDate day, Deadline deadline) {
    Instant usual = day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    clock.set(clock.instant().isAfter(usual) ? clock.instant() : usual);
    return run(day, deadline);
  }

  CompactionCount compactNow(LocalDate day) {
    return run(day, Deadline.NONE);
  }

  private CompactionCount run(LocalDate day, Deadline deadline) {
    return new Compactor(store, keys, clock).run(id(day, 6, Optional.empty()), deadline);
  }

  LayoutSwitches switches() {
    return new LayoutSwitches(files, keys, TaskSets.DATASET, clock);
  }

  LocalDate until() {
    return switches().last().orElseThrow().day();
  }

  boolean isMergedUntil(LocalDate day) {
    return switches().last().map(LayoutSwitches.Switch::day).equals(Optional.of(day));
  }

  int switchLines() {
    byte[] content = files.get(keys.mergedUntil(TaskSets.DATASET)).orElseThrow();
    return RowReader.rows(FileFormat.JSON, MergedDays.UNTIL, content).size();
  }

  List<Row> merged(LocalDate day) {
    byte[] content = files.get(keys.mergedDay(TaskSets.DATASET, day)).orElseThrow();
    return RowReader.rows(FileFormat.PARQUET, TaskSets.DATASET, content);
  }

  /** The status that each row of a merged day has. */
  List<String> mergedStatuses(LocalDate day) {
    Dataset merged = MergedDays.of(TaskSets.DATASET);
    return RowReader.rows(FileFormat.PARQUET, merged, mergedFile(day)).stream()
        .map(row -> row.get(MergedDays.SNAPSHOT_STATUS))
        .toList();
  }

  byte[] mergedFile(LocalDate day) {
    return files.get(keys.mergedDay(TaskSets.DATASET, day)).orElseThrow();
  }

  void mergedFile(LocalDate day, byte[] content) {
    files.put(keys.mergedDay(TaskSets.DATASET, day), content, "");
  }

  MergedFrom mergedFrom(LocalDate day) {
    return MergedFrom.parse(files.get(keys.mergedFrom(TaskSets.DATASET, day)).orElseThrow());
  }

  /** Makes a data file unreadable, and gives what it was. */
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
        keys.day(FileFormat.PARQUET, TaskSets.DATASET, day)
            + id(day, hour, Optional.empty()).value()
            + "-"
            + TARGETS.getFirst();
    return files.list(prefix, "").getFirst().key();
  }

  /** The hash of every object. */
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    files
        .list("", "")
        .forEach(
            object -> contents.put(object.key(), Sha256.of(files.get(object.key()).orElseThrow())));
    return contents;
  }
}
