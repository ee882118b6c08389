package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.store.ObjectStore;

/**
 * A Parquet data file of a committed snapshot.
 *
 * @param snapshot the snapshot's id
 * @param target the target whose rows the file contains
 */
record InputFile(String key, long bytes, String snapshot, String target) {
  InputFile {
    requireNonNull(key, "key is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(target, "target is null");
  }

  RowReader open(ObjectStore store, Dataset dataset) {
    byte[] content =
        store.get(key).orElseThrow(() -> new IllegalStateException(key + " does not exist"));
    return RowReader.open(FileFormat.PARQUET, dataset, content);
  }
}
