package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.TemporaryFile;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report of a committed snapshot: the violations as CSV, and the page. The page is
 * written last, so its existence proves that the report is complete.
 */
public final class SnapshotReports {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReports.class);

  private static final String CSV_TYPE = "text/csv; charset=utf-8";
  static final String HTML_TYPE = "text/html; charset=utf-8";

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final StateTable history;
  private final LatestReport latest;

  public SnapshotReports(ObjectStore store, ObjectKeys keys, StateTable history) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.history = requireNonNull(history, "history is null");
    this.latest = new LatestReport(store, keys);
  }

  /**
   * Writes the report unless it exists. The targets' parts of the report expire some days after the
   * snapshot, and version 0.1.0 stored them elsewhere; without them no report can be written, which
   * is logged.
   */
  public void write(SnapshotId snapshot, Manifest manifest) {
    if (store.get(keys.report(snapshot, "html")).isPresent()) {
      return;
    }
    try (TemporaryFile temporary = TemporaryFile.create("report")) {
      Path file = temporary.path();
      Optional<FleetTally> fleet = writeCsv(snapshot, manifest, file);
      if (fleet.isEmpty()) {
        LOG.warn("snapshot {} has no report: the targets' parts of it no longer exist", snapshot);
        return;
      }
      store.put(keys.report(snapshot, "csv"), file, CSV_TYPE);
      List<PastSnapshot> trend =
          Trend.upTo(snapshot, manifest.summary(), history, new Withdrawals(store, keys));
      latest.put(snapshot, page(snapshot, manifest, fleet.get(), trend, "../"), file);
      HtmlReport.write(page(snapshot, manifest, fleet.get(), trend, "../../"), file);
      store.put(keys.report(snapshot, "html"), file, HTML_TYPE);
    }
  }

  private Optional<FleetTally> writeCsv(SnapshotId snapshot, Manifest manifest, Path file) {
    ReportParts parts = new ReportParts(store, keys, snapshot);
    Checkpoints checkpoints = new Checkpoints(store, keys, snapshot);
    FleetTally fleet = new FleetTally(AccountNames.of(manifest));
    if (manifest.requested() == null) {
      return Optional.empty();
    }
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        ViolationsCsv csv = new ViolationsCsv(out)) {
      for (StoredListing target : manifest.listings()) {
        Optional<TargetSummary> part =
            checkpoints
                .target(target.target())
                .flatMap(checkpoint -> parts.read(checkpoint.reportKey()));
        if (part.isEmpty()) {
          return Optional.empty();
        }
        fleet.add(part.get());
        part.get().violations().forEach(csv::write);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Optional.of(fleet);
  }

  private ReportPage page(
      SnapshotId snapshot,
      Manifest manifest,
      FleetTally fleet,
      List<PastSnapshot> trend,
      String root) {
    String csv = keys.report(snapshot, "csv").substring(keys.prefix().length());
    return new ReportPage(
        manifest,
        manifest.summary(),
        fleet,
        trend,
        new PolicyNotices(store, keys).accountsWithoutRequiredTag(manifest),
        root,
        csv);
  }
}
