package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report of the newest full snapshot, the only report that is replaced. Of two concurrent
 * writers, the second one's put is rejected, because the object changed, and it reads the object
 * again.
 */
final class LatestReport {
  /** Matches a line near the beginning of every page; see the template. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("<meta name=\"snapshot\" content=\"([^\"]+)\">");

  private static final int BEGINNING = 4096;

  /** Far more than the number of snapshots that can end at the same moment. */
  private static final int MAX_TRIES = 10;

  private final ObjectStore store;
  private final Withdrawals withdrawals;
  private final String key;

  LatestReport(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.withdrawals = new Withdrawals(store, keys);
    this.key = keys.latestReport();
  }

  /**
   * Puts a snapshot's page unless the existing one is of a newer snapshot that is not withdrawn. A
   * late retry therefore never replaces it, nor does a scoped snapshot.
   *
   * @param file temporary file of the page
   * @throws IllegalStateException if other writers replace it each time
   */
  void put(SnapshotId snapshot, ReportPage page, Path file) {
    if (snapshot.scopeHash().isPresent() || withdrawals.contains(snapshot)) {
      return;
    }
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<StoredObject> latest = store.read(key);
      if (latest
          .flatMap(LatestReport::snapshotOf)
          .filter(other -> other.compareTo(snapshot.value()) > 0)
          .filter(other -> !isWithdrawn(other))
          .isPresent()) {
        return;
      }
      HtmlReport.write(page, file);
      Optional<String> version = latest.map(StoredObject::version);
      if (store.putIfUnchanged(key, version, file, SnapshotReports.HTML_TYPE)) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s was replaced %d times while snapshot %s was to be put there; a retry of it tries again"
            .formatted(store.uri(key), MAX_TRIES, snapshot));
  }

  private boolean isWithdrawn(String snapshot) {
    return SnapshotId.ofText(snapshot).filter(withdrawals::contains).isPresent();
  }

  private static Optional<String> snapshotOf(StoredObject report) {
    byte[] page = report.content();
    String beginning =
        new String(page, 0, Math.min(page.length, BEGINNING), StandardCharsets.UTF_8);
    Matcher matcher = SNAPSHOT.matcher(beginning);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
