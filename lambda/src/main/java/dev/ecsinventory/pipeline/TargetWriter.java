package dev.ecsinventory.pipeline;

import dev.ecsinventory.commit.TargetReceipt;
import dev.ecsinventory.events.ComplianceEvents;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.TargetJudge.Judged;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.report.ReportNotes;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.DataFile;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.ReadSpan;
import dev.ecsinventory.write.StateTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a target's rows, to files and then, but for what is in files only, to the table. */
final class TargetWriter {
  private static final List<Dataset> DATASETS =
      List.of(
          TaskSets.DATASET,
          Services.DATASET,
          Clusters.DATASET,
          TaskDefinitions.DATASET,
          TagViolations.DATASET);

  private static final Set<Dataset> IN_FILES_ONLY =
      Set.of(TaskDefinitions.DATASET, TagViolations.DATASET);

  private final SnapshotId snapshot;
  private final DataFileWriter files;
  private final StateTable.Session state;
  private final SnapshotPolicies policies;
  private final ReportNotes notes;
  private final Optional<ComplianceEvents> events;

  TargetWriter(
      SnapshotId snapshot,
      DataFileWriter files,
      StateTable.Session state,
      SnapshotPolicies policies,
      ReportNotes notes,
      Optional<ComplianceEvents> events) {
    this.snapshot = snapshot;
    this.files = files;
    this.state = state;
    this.policies = policies;
    this.notes = notes;
    this.events = events;
  }

  StateTable.Session state() {
    return state;
  }

  TargetReceipt write(Target target, Judged judged, Scan scan, ReadSpan read) {
    List<Row> rows = judged.rows();
    List<DataFile> written = new ArrayList<>();
    for (Dataset dataset : DATASETS) {
      written.addAll(files.write(snapshot, target.id(), dataset, of(dataset, rows)));
    }
    notes.keep(target.id(), rows);
    StateTable.Compared compared =
        state.compare(
            rows.stream().filter(row -> !IN_FILES_ONLY.contains(row.dataset())).toList(),
            scan.coverage(),
            read);
    policies
        .policyId(target.place().accountId())
        .ifPresent(
            policy ->
                events.ifPresent(
                    keeper -> keeper.keep(target.id(), compared.verdictChanges(), rows, policy)));
    compared.write();
    return new TargetReceipt(
        target.id(),
        written,
        compliance(rows),
        scan.failures(),
        scan.matchedSelectors(),
        scan.apiCalls() + judged.definitions().apiCalls(),
        scan.throttledCalls() + judged.definitions().throttledCalls());
  }

  private static ComplianceCounts compliance(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.dataset() == TaskSets.DATASET)
        .map(row -> ComplianceStatus.valueOf(row.get(TaskSets.COMPLIANCE_STATUS)))
        .map(ComplianceCounts::of)
        .reduce(ComplianceCounts.NONE, ComplianceCounts::plus);
  }

  private static List<Row> of(Dataset dataset, Collection<Row> rows) {
    return rows.stream().filter(row -> row.dataset() == dataset).toList();
  }
}
