package dev.ecsinventory.verify;

import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the rows of a snapshot in each format, and compares them with the summary. */
final class Totals {
  private static final Map<Dataset, Column<Integer>> COUNTS =
      Map.of(
          Clusters.DATASET, Snapshots.CLUSTER_COUNT,
          Services.DATASET, Snapshots.SERVICE_COUNT,
          TaskSets.DATASET, Snapshots.TASK_SET_COUNT,
          TagViolations.DATASET, Snapshots.TAG_VIOLATION_COUNT,
          ReadFailures.DATASET, Snapshots.READ_FAILURE_COUNT,
          SnapshotAccounts.DATASET, Snapshots.ACCOUNT_COUNT);

  private final Map<FileFormat, Map<Dataset, Integer>> rows = new HashMap<>();
  private final Map<FileFormat, ComplianceCounts> compliance = new HashMap<>();

  void add(Dataset dataset, FileFormat format, List<Row> added) {
    rows.computeIfAbsent(format, one -> new HashMap<>()).merge(dataset, added.size(), Integer::sum);
    if (dataset == TaskSets.DATASET) {
      ComplianceCounts counts =
          added.stream()
              .map(TargetCompliance::status)
              .map(ComplianceCounts::of)
              .reduce(ComplianceCounts.NONE, ComplianceCounts::plus);
      compliance.merge(format, counts, ComplianceCounts::plus);
    }
  }

  /**
   * Compares with the summary.
   *
   * @param formats those whose files could be read
   */
  void compare(SnapshotUnderCheck snapshot, Set<FileFormat> formats) {
    for (FileFormat format : formats) {
      COUNTS.forEach(
          (dataset, column) -> {
            int summary = snapshot.summary().get(column);
            String folder = format.folder();
            differ(
                snapshot,
                column.name(),
                summary,
                "manifest",
                folder,
                named(snapshot, dataset, format));
            differ(snapshot, column.name(), summary, "rows", folder, decoded(dataset, format));
          });
      compareCompliance(snapshot, format);
    }
  }

  private void compareCompliance(SnapshotUnderCheck snapshot, FileFormat format) {
    ComplianceCounts counts = compliance.getOrDefault(format, ComplianceCounts.NONE);
    Map<Column<Integer>, Integer> columns =
        Map.of(
            Snapshots.COMPLIANT_COUNT, counts.compliant(),
            Snapshots.NON_COMPLIANT_COUNT, counts.nonCompliant(),
            Snapshots.UNKNOWN_COUNT, counts.unknown(),
            Snapshots.NOT_EVALUATED_COUNT, counts.notEvaluated());
    columns.forEach(
        (column, count) -> {
          Integer summary = snapshot.summary().get(column);
          if (summary != null) {
            differ(snapshot, column.name(), summary, "rows", format.folder(), count);
          }
        });
  }

  private int decoded(Dataset dataset, FileFormat format) {
    return rows.getOrDefault(format, Map.of()).getOrDefault(dataset, 0);
  }

  private static int named(SnapshotUnderCheck snapshot, Dataset dataset, FileFormat format) {
    return snapshot.manifest().files().stream()
        .filter(file -> file.dataset().equals(dataset.name()))
        .filter(file -> file.format().equals(format.folder()))
        .mapToInt(DataFile::rows)
        .sum();
  }

  private static void differ(
      SnapshotUnderCheck snapshot,
      String column,
      int summary,
      String source,
      String format,
      int count) {
    if (summary != count) {
      snapshot.found(
          FindingCode.COUNT_DIFFERS,
          column,
          "the summary has %d, the %s of %s have %d".formatted(summary, source, format, count));
    }
  }
}
