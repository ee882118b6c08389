package dev.ecsinventory.manifest;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads snapshots and days from the keys that {@link ObjectKeys} defines. A bucket may contain
 * other objects, such as those of a file manager; for their keys the result is empty.
 */
public final class KeyParts {
  private static final String DAY = "dt=";
  private static final String JSON = ".json";

  /** The end of the key of a data file or a compacted file, after the prefix. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?((?:json|parquet|compacted|compacted/today)/[a-z_]+/dt=[^/]+/[^/]+)");

  private KeyParts() {}

  /** The snapshot of a manifest or of a withdrawal. */
  public static Optional<SnapshotId> snapshot(ObjectKeys keys, String key) {
    if (!key.endsWith(JSON)) {
      return Optional.empty();
    }
    String name = key.substring(key.lastIndexOf('/') + 1, key.length() - JSON.length());
    return SnapshotId.ofText(name)
        .filter(id -> key.equals(keys.manifest(id)) || key.equals(keys.withdrawn(id)));
  }

  /** The day of a day index of the table of {@code dataset} in {@code format}. */
  public static Optional<LocalDate> dayOfIndex(
      ObjectKeys keys, FileFormat format, String dataset, String key) {
    String folder = keys.dayIndexes(format, dataset);
    int end = key.lastIndexOf('/');
    return key.startsWith(folder) && end > folder.length()
        ? day(key.substring(folder.length(), end))
            .filter(day -> key.equals(keys.dayIndex(format, dataset, day)))
        : Optional.empty();
  }

  /** The day of a partition's folder, {@code dt=DAY}. */
  public static Optional<LocalDate> day(String folder) {
    if (!folder.startsWith(DAY)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(folder.substring(DAY.length())));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /**
   * The key under the prefix of {@code keys} of a data file or a compacted file that was committed
   * under another prefix, as in a copy of a bucket; any other key is unchanged.
   */
  public static String local(ObjectKeys keys, String key) {
    Matcher file = FILE.matcher(key);
    return file.matches() ? keys.prefix() + file.group(1) : key;
  }
}
