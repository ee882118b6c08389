package dev.ecsinventory.cli.past.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.cli.past.change.Change.Kind;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Column.Role;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The differences of two rows of one task set: one entry per kind. Counts, which move by
 * themselves, are no difference.
 */
record RowChanges(
    SnapshotId beforeId,
    SnapshotId afterId,
    AccountRegion accountRegion,
    TaskSetName name,
    Row before,
    Row after) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The columns of the task set's own state, without the tags, which are compared separately. */
  private static final List<Column<?>> STATE =
      TaskSets.DATASET.columns().stream()
          .filter(column -> column.role() == Role.STATE)
          .filter(column -> column != TaskSets.TAGS && column != TaskSets.TAGS_KNOWN)
          .toList();

  /** Whether two rows are of two task sets: one was deleted, and the other created, in between. */
  static boolean isAnother(Row before, Row after) {
    return before.get(TaskSets.CREATED_AT) != null
        && after.get(TaskSets.CREATED_AT) != null
        && !before.get(TaskSets.CREATED_AT).equals(after.get(TaskSets.CREATED_AT));
  }

  /** All columns that differ, the tags and the compliance status included. */
  static List<ColumnChange> columns(Row before, Row after) {
    List<Column<?>> all = new ArrayList<>(STATE);
    all.add(TaskSets.TAGS);
    all.add(TaskSets.COMPLIANCE_STATUS);
    return columns(before, after, different(before, after, all));
  }

  private static List<Column<?>> different(Row before, Row after, List<Column<?>> columns) {
    return columns.stream()
        .filter(
            column ->
                !Objects.equals(before.value(column.ordinal()), after.value(column.ordinal())))
        .toList();
  }

  private static List<ColumnChange> columns(Row before, Row after, List<Column<?>> columns) {
    if (columns.isEmpty()) {
      return List.of();
    }
    JsonNode old = json(before);
    JsonNode current = json(after);
    return columns.stream()
        .map(Column::name)
        .map(column -> new ColumnChange(column, old.get(column), current.get(column)))
        .toList();
  }

  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    add(changes, Kind.CHANGED, STATE);
    if (hasTags(before) && hasTags(after)) {
      add(changes, Kind.RETAGGED, List.of(TaskSets.TAGS));
    }
    if (isEvaluated(before) && isEvaluated(after)) {
      add(changes, Kind.COMPLIANCE, List.of(TaskSets.COMPLIANCE_STATUS));
    }
    addNotComparable(changes);
    return changes;
  }

  private void addNotComparable(List<Change> changes) {
    List<Column<?>> columns = new ArrayList<>();
    if (!hasTags(before) || !hasTags(after)) {
      columns.add(TaskSets.TAGS);
    }
    if (!isEvaluated(before) || !isEvaluated(after)) {
      columns.add(TaskSets.COMPLIANCE_STATUS);
    }
    if (!columns.isEmpty()) {
      String reason =
          Stream.of(reason(beforeId, before), reason(afterId, after))
              .flatMap(Optional::stream)
              .collect(Collectors.joining("; "));
      changes.add(change(Kind.NOT_COMPARABLE, columns, Optional.of(reason)));
    }
  }

  private static Optional<String> reason(SnapshotId snapshot, Row row) {
    if (!hasTags(row)) {
      return Optional.of("the tags were not read by " + snapshot);
    }
    return isEvaluated(row)
        ? Optional.empty()
        : Optional.of("the tag policy was not known to " + snapshot);
  }

  private void add(List<Change> changes, Kind kind, List<Column<?>> columns) {
    List<Column<?>> different = different(before, after, columns);
    if (!different.isEmpty()) {
      changes.add(change(kind, different, Optional.empty()));
    }
  }

  private Change change(Kind kind, List<Column<?>> columns, Optional<String> reason) {
    return new Change(
        kind,
        accountRegion,
        Optional.of(name),
        after.get(TaskSets.TASK_SET_ARN),
        columns(before, after, columns),
        reason);
  }

  static boolean hasTags(Row row) {
    return row.get(TaskSets.TAGS_KNOWN);
  }

  static boolean isEvaluated(Row row) {
    String status = row.get(TaskSets.COMPLIANCE_STATUS);
    return status != null && !status.equals(ComplianceStatus.UNKNOWN.name());
  }

  private static JsonNode json(Row row) {
    try {
      return MAPPER.readTree(JsonLinesEncoder.line(row));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
