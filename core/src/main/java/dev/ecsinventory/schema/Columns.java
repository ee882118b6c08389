package dev.ecsinventory.schema;

import dev.ecsinventory.schema.Column.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a dataset's columns in the order of their declaration, after the five with which every
 * dataset starts. A column's ID is declared, not counted, so that IDs do not change when columns
 * are added.
 */
final class Columns {
  private final List<Column<?>> columns = new ArrayList<>();

  final Column<Integer> schemaVersion =
      snapshot(1, "schema_version", ColumnType.INTEGER, "Version of this schema; it only grows.");
  final Column<String> snapshotId =
      snapshot(2, "snapshot_id", ColumnType.STRING, "Identity of the snapshot, from its event.");
  final Column<Instant> snapshotTime =
      snapshot(3, "snapshot_time", ColumnType.TIMESTAMP, "The event's time, in UTC.");
  final Column<String> accountId;
  final Column<String> region;

  Columns() {
    this("Account that owns the resource.", "AWS Region of the resource.");
  }

  Columns(String accountDoc, String regionDoc) {
    accountId = snapshot(4, "account_id", ColumnType.STRING, accountDoc);
    region = snapshot(5, "region", ColumnType.STRING, regionDoc);
  }

  /** A column that is never null. */
  <T> Column<T> required(int id, String name, ColumnType<T> type, Source source, String doc) {
    return add(id, name, type, false, Role.STATE, source, doc);
  }

  /** A nullable column whose change causes a new version. */
  <T> Column<T> state(int id, String name, ColumnType<T> type, Source source, String doc) {
    return add(id, name, type, true, Role.STATE, source, doc);
  }

  /** A nullable column whose change causes no new version. */
  <T> Column<T> measure(int id, String name, ColumnType<T> type, Source source, String doc) {
    return add(id, name, type, true, Role.MEASURE, source, doc);
  }

  /** A column that the evaluation of the tag policy fills. */
  <T> Column<T> evaluated(int id, String name, ColumnType<T> type, String doc) {
    return add(id, name, type, true, Role.EVALUATED, Source.stage(), doc);
  }

  /** A value that only files have. */
  <T> Column<T> detail(int id, String name, ColumnType<T> type, Source source, String doc) {
    return add(id, name, type, true, Role.DETAIL, source, doc);
  }

  List<Column<?>> list() {
    return List.copyOf(columns);
  }

  private <T> Column<T> snapshot(int id, String name, ColumnType<T> type, String doc) {
    return add(id, name, type, false, Role.SNAPSHOT, new Source.Snapshot(), doc);
  }

  private <T> Column<T> add(
      int id,
      String name,
      ColumnType<T> type,
      boolean nullable,
      Role role,
      Source source,
      String doc) {
    Column<T> column = new Column<>(id, columns.size(), name, type, nullable, role, source, doc);
    columns.add(column);
    return column;
  }
}
