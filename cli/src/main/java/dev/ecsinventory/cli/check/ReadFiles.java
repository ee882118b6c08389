package dev.ecsinventory.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a command reads. No result may replace one of them: a policy, an input, or a file
 * of a snapshot, which is never changed.
 *
 * @param files single files
 * @param snapshots the local snapshots
 */
public record ReadFiles(List<Path> files, List<CommittedSnapshot> snapshots) {
  public ReadFiles {
    files = List.copyOf(files);
    snapshots = List.copyOf(snapshots);
  }

  /** Single files, and no snapshot. */
  public static ReadFiles of(Stream<Path> files) {
    return new ReadFiles(files.toList(), List.of());
  }

  boolean has(Path out) {
    if (!Files.exists(out)) {
      return false;
    }
    try {
      for (Path file : files) {
        if (Files.exists(file) && Files.isSameFile(file, out)) {
          return true;
        }
      }
      Path real = out.toRealPath();
      return snapshots.stream().anyMatch(snapshot -> snapshot.stores(real));
    } catch (IOException unknown) {
      // Writing then fails, too, and reports the reason.
      return false;
    }
  }
}
