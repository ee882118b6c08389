package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import dev.ecsinventory.store.TemporaryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Marks the pages of a withdrawn snapshot: its own report, and the newest report if it is that
 * snapshot's.
 */
public final class WithdrawnReport {
  private static final String MAIN = "<main id=\"main\">\n";
  private static final String MARK = "<strong>This snapshot is withdrawn.</strong>";

  /** More than the number of snapshots that can replace the newest report at the same moment. */
  private static final int MAX_ATTEMPTS = 10;

  private final ObjectStore store;
  private final ObjectKeys keys;

  public WithdrawnReport(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /** Marks the existing pages; a marked page does not change. */
  public void mark(SnapshotId snapshot, Withdrawal withdrawal) {
    mark(keys.report(snapshot, "html"), snapshot, withdrawal);
    mark(keys.latestReport(), snapshot, withdrawal);
  }

  private void mark(String key, SnapshotId snapshot, Withdrawal withdrawal) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<StoredObject> page = store.read(key);
      Optional<String> marked = page.flatMap(object -> marked(object, snapshot, withdrawal));
      if (marked.isEmpty() || replace(key, page.get(), marked.get())) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s was replaced %d times while it was to be marked; withdraw the snapshot again"
            .formatted(store.uri(key), MAX_ATTEMPTS));
  }

  /** The marked page; empty when the page is another snapshot's, or is marked. */
  private static Optional<String> marked(
      StoredObject page, SnapshotId snapshot, Withdrawal withdrawal) {
    String html = new String(page.content(), StandardCharsets.UTF_8);
    boolean own = html.contains("<meta name=\"snapshot\" content=\"" + snapshot.value() + "\">");
    int main = html.indexOf(MAIN);
    if (!own || main < 0 || html.contains(MARK)) {
      return Optional.empty();
    }
    int end = main + MAIN.length();
    return Optional.of(html.substring(0, end) + banner(withdrawal) + html.substring(end));
  }

  private static String banner(Withdrawal withdrawal) {
    return ("<div class=\"banner alarm\" role=\"note\">%s <bdi>%s</bdi> It was withdrawn at %s;"
            + " do not rely on it.</div>\n")
        .formatted(MARK, escaped(withdrawal.reason()), escaped(withdrawal.withdrawnAt()));
  }

  private static String escaped(String text) {
    return VisibleText.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private boolean replace(String key, StoredObject page, String html) {
    try (TemporaryFile file = TemporaryFile.create("report")) {
      Files.writeString(file.path(), html);
      return store.putIfUnchanged(
          key, Optional.of(page.version()), file.path(), SnapshotReports.HTML_TYPE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
