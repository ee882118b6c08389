package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.write.PastSnapshot;
import dev.ecsinventory.write.StateTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In place of a table, for snapshots that are kept in a directory: it keeps no state, and its
 * history is the directory's manifests.
 */
public final class DirectoryHistory implements StateTable {
  private static final String MANIFEST = ".json";

  private final Path manifests;

  public DirectoryHistory(Path directory, ObjectKeys keys) {
    requireNonNull(directory, "directory is null");
    this.manifests = directory.resolve(keys.manifests());
  }

  @Override
  public Session begin(SnapshotId snapshot, Deadline deadline) {
    return Session.NONE;
  }

  @Override
  public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
    String first = whole(from);
    String end = whole(before);
    for (Path day : newestFirst(manifests)) {
      for (Path manifest : newestFirst(day)) {
        String name = manifest.getFileName().toString();
        String id = name.substring(0, Math.max(0, name.length() - MANIFEST.length()));
        boolean wanted = id.compareTo(first) >= 0 && id.compareTo(end) < 0 && id.endsWith("Z");
        if (wanted && name.endsWith(MANIFEST)) {
          return Optional.of(PastSnapshot.of(read(manifest).summary()));
        }
      }
    }
    return Optional.empty();
  }

  private static String whole(Instant time) {
    return SnapshotId.at(time, Optional.empty()).value();
  }

  private static Manifest read(Path manifest) {
    try {
      return Manifest.parse(Files.readAllBytes(manifest));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> newestFirst(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
