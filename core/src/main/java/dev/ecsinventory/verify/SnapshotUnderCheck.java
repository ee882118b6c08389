package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Scope;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import java.util.List;

/**
 * A snapshot with its manifest, and the collector of its findings.
 *
 * @param summary the manifest's row of {@code snapshots}
 */
record SnapshotUnderCheck(
    SnapshotId id, Manifest manifest, Row summary, ConservationFindings findings) {
  SnapshotUnderCheck {
    requireNonNull(id, "id is null");
    requireNonNull(manifest, "manifest is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(findings, "findings is null");
  }

  void found(FindingCode code, String where, String detail) {
    findings.add(code, id, where, detail);
  }

  /** The scope that the stages used. */
  Scope scope() {
    Manifest.RequestedScope scope = manifest.scope();
    return new Scope(
        scope.accounts(),
        scope.regions(),
        globs(scope.clusters()),
        globs(scope.services()),
        globs(scope.taskSets()));
  }

  private static List<Glob> globs(List<String> selectors) {
    return selectors.stream().map(Glob::new).toList();
  }
}
