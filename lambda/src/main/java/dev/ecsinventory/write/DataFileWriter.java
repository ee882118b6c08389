package dev.ecsinventory.write;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.format.RowEncoder;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.store.ObjectStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Writes the rows of a dataset as one file per format. The key of a file contains the hash of its
 * content, so that two runs that read different values write different files, and no file ever
 * changes. A dataset without rows has a file too, so that a missing file always means a loss.
 */
public final class DataFileWriter {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Set<FileFormat> formats;

  public DataFileWriter(ObjectStore store, ObjectKeys keys, Set<FileFormat> formats) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.formats = Set.copyOf(formats);
  }

  /**
   * Writes {@code rows} in their dataset's order.
   *
   * @param target the part of the key that distinguishes this file from the snapshot's others
   */
  public List<DataFile> write(
      SnapshotId snapshot, String target, Dataset dataset, Collection<Row> rows) {
    List<Row> ordered = rows.stream().sorted(dataset.rowOrder()).toList();
    List<DataFile> files = new ArrayList<>();
    for (FileFormat format : FileFormat.values()) {
      if (formats.contains(format)) {
        RowEncoder encoder = RowEncoder.of(format);
        byte[] content = encoder.encode(dataset, ordered);
        String sha256 = Sha256.of(content);
        String key = keys.dataFile(format, dataset, snapshot, target, sha256);
        store.putIfAbsent(key, content, encoder.contentType());
        files.add(
            new DataFile(
                key, dataset.name(), format.folder(), ordered.size(), content.length, sha256));
      }
    }
    return files;
  }
}
