package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a data file's key.
 *
 * @param target the target whose rows the file contains
 */
public record DataFileKey(FileFormat format, String dataset, SnapshotId snapshot, String target) {
  /**
   * {@code FORMAT/DATASET/dt=DAY/SNAPSHOT-TARGET-SHA8.EXTENSION}, without {@code -SHA8} in version
   * 0.1.0; the id of a scoped snapshot ends in a hash.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "(json|parquet)/([a-z_]+)/dt=[0-9-]{10}/([0-9]{8}T[0-9]{6}Z(?:-[0-9a-f]{8})?)"
              + "-([^/.]+?)(?:-[0-9a-f]{8})?\\.[a-z.]+");

  public DataFileKey {
    requireNonNull(format, "format is null");
    requireNonNull(dataset, "dataset is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(target, "target is null");
  }

  /** The parts of {@code key}; empty when it is not the key of a data file under {@code keys}. */
  public static Optional<DataFileKey> parse(ObjectKeys keys, String key) {
    if (!key.startsWith(keys.prefix())) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(key.substring(keys.prefix().length()));
    return parts.matches()
        ? SnapshotId.ofText(parts.group(3))
            .map(
                snapshot ->
                    new DataFileKey(
                        FileFormat.of(parts.group(1)), parts.group(2), snapshot, parts.group(4)))
        : Optional.empty();
  }
}
