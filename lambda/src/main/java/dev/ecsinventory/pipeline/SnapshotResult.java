package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Row;
import java.util.List;

/**
 * The result of a run that ended with a committed snapshot.
 *
 * @param summary the snapshot's row of {@code snapshots}
 * @param committedBefore whether an earlier run had committed the snapshot
 * @param settingsDiffer what the current settings differ in from the snapshot's specification, one
 *     sentence each
 */
public record SnapshotResult(Row summary, boolean committedBefore, List<String> settingsDiffer) {
  public SnapshotResult {
    requireNonNull(summary, "summary is null");
    settingsDiffer = List.copyOf(settingsDiffer);
  }
}
