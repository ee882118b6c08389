package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.TaskSets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The views of {@code athena/views}, with their columns. A view's columns are part of its
 * definition in the catalog; a test compares them with the columns that the engine derives from the
 * SQL.
 */
enum View {
  COMPLETE_READS(
      List.of(
          of(Clusters.DATASET.snapshotId()),
          of(Clusters.DATASET.snapshotTime()),
          of(Clusters.DATASET.accountId()),
          of(Clusters.DATASET.region()),
          column(DatasetTable.DAY, ColumnType.STRING))),
  COMMITTED_TASK_SETS(taskSetColumns()),
  LATEST_TASK_SETS(taskSetColumns()),
  TASK_SET_TAGS(
      concat(
          List.of(
              of(TaskSets.DATASET.snapshotId()),
              of(TaskSets.DATASET.snapshotTime()),
              of(TaskSets.DATASET.accountId()),
              of(TaskSets.DATASET.region()),
              of(TaskSets.CLUSTER_NAME),
              of(TaskSets.SERVICE_NAME),
              of(TaskSets.TASK_SET_ARN),
              of(TaskSets.STATUS)),
          List.of(
              column("tag_key", ColumnType.STRING),
              column("tag_value", ColumnType.STRING),
              column(DatasetTable.DAY, ColumnType.STRING)))),
  TASK_SET_HISTORY(
      taskSetColumns(
          column("valid_from", ColumnType.TIMESTAMP), column("valid_to", ColumnType.TIMESTAMP)));

  private final List<ViewColumn> columns;

  View(List<ViewColumn> columns) {
    this.columns = columns;
  }

  /** A column of a view. */
  record ViewColumn(String name, ColumnType<?> type) {}

  /** The view {@code name}. */
  static View named(String name) {
    return Arrays.stream(values())
        .filter(view -> view.viewName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no columns are declared for view " + name));
  }

  String viewName() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<ViewColumn> columns() {
    return columns;
  }

  /**
   * The columns of {@code task_sets} after the snapshot's status, followed by the day and {@code
   * more}.
   */
  private static List<ViewColumn> taskSetColumns(ViewColumn... more) {
    return concat(
        concat(
            List.of(column("snapshot_status", ColumnType.STRING)),
            TaskSets.DATASET.columns().stream().map(View::of).toList()),
        concat(List.of(column(DatasetTable.DAY, ColumnType.STRING)), List.of(more)));
  }

  private static ViewColumn of(Column<?> column) {
    return column(column.name(), column.type());
  }

  private static ViewColumn column(String name, ColumnType<?> type) {
    return new ViewColumn(name, type);
  }

  private static List<ViewColumn> concat(List<ViewColumn> first, List<ViewColumn> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
