package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.Source.stage;

import dev.ecsinventory.schema.Column.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The datasets of which a day, once it is over, is also kept as one file: the same rows, sorted by
 * what they are about, each with the status of its snapshot. Which layout a day is to be read from
 * is said by one small object, so that it changes for all readers at once.
 */
public final class MergedDays {
  /** Those that are asked about months. */
  public static final List<Dataset> DATASETS = List.of(TaskSets.DATASET);

  public static final Column<String> DAY =
      column(
          1,
          0,
          "day",
          ColumnType.STRING,
          "Days before this one are read merged, this one and later ones by snapshot.");

  public static final Column<Instant> COUNTS_FROM =
      column(
          2,
          1,
          "counts_from",
          ColumnType.TIMESTAMP,
          "From when on that is so, in UTC; of the lines that count, the latest does.");

  /** Not one of {@link Datasets}: it has no snapshot, no partitions and only JSON Lines. */
  public static final Dataset UNTIL =
      new Dataset(
          "by_day_until",
          "Up to which day the merged days of a dataset are read, and from when on.",
          List.of(DAY, COUNTS_FROM),
          List.of(COUNTS_FROM));

  /**
   * What the row's snapshot was committed with: so nobody who reads merged days need read {@link
   * Snapshots} too. Its id is out of the way of those that a dataset's columns will get.
   */
  public static final Column<String> SNAPSHOT_STATUS =
      column(1001, 0, "snapshot_status", ColumnType.STRING, "COMPLETE or PARTIAL.");

  private MergedDays() {}

  /**
   * A dataset's merged days, and their table: its columns behind {@link #SNAPSHOT_STATUS}. That is
   * the first one because a day is the last one of every table: {@code t.*} of this table is then
   * what a status and {@code t.*} of the dataset's own table are.
   */
  public static Dataset of(Dataset dataset) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(SNAPSHOT_STATUS);
    dataset.columns().forEach(column -> columns.add(behindStatus(column)));
    return new Dataset(
        dataset.name() + "_by_day",
        dataset.doc() + " Of committed snapshots of days that are over.",
        columns,
        dataset.sortedBy().stream().<Column<?>>map(MergedDays::behindStatus).toList());
  }

  /** A row of a merged day. */
  public static Row row(Dataset merged, String snapshotStatus, Row row) {
    return row.behind(SNAPSHOT_STATUS, snapshotStatus, merged);
  }

  private static Column<?> behindStatus(Column<?> column) {
    return column.at(column.ordinal() + 1);
  }

  /** The table of {@link #UNTIL} for a dataset. */
  public static String untilTable(Dataset dataset) {
    return dataset.name() + "_" + UNTIL.name();
  }

  private static <T> Column<T> column(
      int id, int ordinal, String name, ColumnType<T> type, String doc) {
    return new Column<>(id, ordinal, name, type, false, Role.SNAPSHOT, stage(), doc);
  }
}
