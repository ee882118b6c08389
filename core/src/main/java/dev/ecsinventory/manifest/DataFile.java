package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

/**
 * A data file in the manifest.
 *
 * @param sha256 of the bytes, in hex
 */
public record DataFile(
    String key, String dataset, String format, int rows, int bytes, String sha256) {
  public DataFile {
    requireNonNull(key, "key is null");
    requireNonNull(dataset, "dataset is null");
    requireNonNull(format, "format is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
