package dev.ecsinventory.verify;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.verify.ConservationReport.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the results of a check, with a bounded number of findings. */
final class ConservationFindings {
  /** More than anyone reads; a snapshot of a large fleet can have one per row. */
  static final int MOST = 1000;

  private final List<ConservationFinding> found = new ArrayList<>();
  private final List<NotChecked> notChecked = new ArrayList<>();
  private final List<String> withdrawn = new ArrayList<>();
  private Optional<String> tableSnapshot = Optional.empty();
  private long omitted;
  private int snapshots;
  private long files;
  private long rows;
  private long taskSets;
  private long reevaluated;

  void add(FindingCode code, SnapshotId snapshot, String where, String detail) {
    if (found.size() < MOST) {
      found.add(new ConservationFinding(code, snapshot.value(), where, detail));
    } else {
      omitted++;
    }
  }

  void notChecked(SnapshotId snapshot, String what, String reason) {
    notChecked.add(new NotChecked(snapshot.value(), what, reason));
  }

  void withdrawn(SnapshotId snapshot) {
    withdrawn.add(snapshot.value());
  }

  void tableCompared(SnapshotId snapshot) {
    tableSnapshot = Optional.of(snapshot.value());
  }

  void snapshotChecked() {
    snapshots++;
  }

  void fileChecked() {
    files++;
  }

  void rowsChecked(int count) {
    rows += count;
  }

  void taskSetsChecked(int count) {
    taskSets += count;
  }

  void taskSetsReevaluated(int count) {
    reevaluated += count;
  }

  ConservationReport report() {
    return new ConservationReport(
        found,
        omitted,
        notChecked,
        new Extent(snapshots, files, rows, taskSets, reevaluated),
        withdrawn,
        tableSnapshot,
        Optional.empty());
  }
}
