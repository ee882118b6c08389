package dev.ecsinventory.pipeline;

import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.evaluate.TargetEvaluator.Evaluated;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.ClusterToRead;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.report.ReportParts;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.ListingWriter;
import java.util.List;
import java.util.stream.Stream;

/** Writes a target's objects: its data files, its listing and its part of the report. */
final class TargetFiles {
  private final SnapshotId snapshot;
  private final DataFileWriter files;
  private final ListingWriter listings;
  private final ReportParts parts;

  TargetFiles(Environment environment, SnapshotContext snapshot) {
    this.snapshot = snapshot.id();
    this.files =
        new DataFileWriter(
            environment.store(), environment.keys(), snapshot.specification().fileFormats());
    this.listings = new ListingWriter(environment.store(), environment.keys(), snapshot.id());
    this.parts = new ReportParts(environment.store(), environment.keys(), snapshot.id());
  }

  /** Writes the objects; returns the checkpoint that names them. */
  TargetCheckpoint write(Target target, Evaluated evaluated, Scan scan, ReadSpan read) {
    TargetRows rows = evaluated.rows();
    return new TargetCheckpoint(
        target.id(),
        read.start().toString(),
        read.end().toString(),
        write(target.id(), rows),
        listings.write(
            target.id(),
            target.clusters().stream().map(ClusterToRead::arn).toList(),
            target.range(),
            scan),
        parts.put(target.id(), rows),
        compliance(rows),
        scan.failures(),
        scan.matchedSelectors(),
        scan.apiCalls() + evaluated.definitions().apiCalls(),
        scan.throttledCalls() + evaluated.definitions().throttledCalls());
  }

  private List<DataFile> write(String target, TargetRows rows) {
    return Stream.of(
            files.write(snapshot, target, TaskSets.DATASET, rows.taskSets()),
            files.write(snapshot, target, Services.DATASET, rows.services()),
            files.write(snapshot, target, Clusters.DATASET, rows.clusters()),
            files.write(snapshot, target, TaskDefinitions.DATASET, rows.taskDefinitions()),
            files.write(snapshot, target, TagViolations.DATASET, rows.violations()))
        .flatMap(List::stream)
        .toList();
  }

  private static ComplianceCounts compliance(TargetRows rows) {
    return rows.taskSets().stream()
        .map(row -> ComplianceStatus.valueOf(row.get(TaskSets.COMPLIANCE_STATUS)))
        .map(ComplianceCounts::of)
        .reduce(ComplianceCounts.NONE, ComplianceCounts::plus);
  }
}
