package dev.ecsinventory.pipeline;

import dev.ecsinventory.commit.TargetReceipt;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.DataFile;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.StateTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes a target's rows, to files and then to the table. */
final class TargetWriter {
  private static final List<Dataset> DATASETS =
      List.of(TaskSets.DATASET, Services.DATASET, Clusters.DATASET, TagViolations.DATASET);

  private final SnapshotId snapshot;
  private final DataFileWriter files;
  private final StateTable.Session state;

  TargetWriter(SnapshotId snapshot, DataFileWriter files, StateTable.Session state) {
    this.snapshot = snapshot;
    this.files = files;
    this.state = state;
  }

  StateTable.Session state() {
    return state;
  }

  TargetReceipt write(Target target, Collection<Row> rows, Scan scan) {
    List<DataFile> written = new ArrayList<>();
    for (Dataset dataset : DATASETS) {
      written.addAll(files.write(snapshot, target.id(), dataset, of(dataset, rows)));
    }
    state.writeTarget(rows, scan.coverage());
    return new TargetReceipt(
        target.id(),
        written,
        scan.failures(),
        scan.matchedSelectors(),
        scan.apiCalls(),
        scan.throttledCalls());
  }

  private static List<Row> of(Dataset dataset, Collection<Row> rows) {
    return rows.stream().filter(row -> row.dataset() == dataset).toList();
  }
}
