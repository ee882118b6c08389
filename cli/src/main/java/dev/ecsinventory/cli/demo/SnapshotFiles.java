package dev.ecsinventory.cli.demo;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the JSON Lines of a directory with snapshots. */
public final class SnapshotFiles {
  private final Path directory;
  private final ObjectKeys keys;

  public SnapshotFiles(Path directory, ObjectKeys keys) {
    this.directory = requireNonNull(directory, "directory is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /** Every row of a dataset, file by file; empty when it has no file. */
  public List<Row> rows(Dataset dataset) {
    return rows(dataset, "");
  }

  /** The rows of a dataset in one snapshot. */
  public List<Row> rowsOf(String snapshotId, Dataset dataset) {
    return rows(dataset, snapshotId + "-");
  }

  private List<Row> rows(Dataset dataset, String begin) {
    Path folder = directory.resolve(keys.folder(FileFormat.JSON, dataset.name()));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Row> rows = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.getFileName().toString().startsWith(begin)) {
          rows.addAll(RowReader.rows(FileFormat.JSON, dataset, Files.readAllBytes(file)));
        }
      }
      return rows;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
