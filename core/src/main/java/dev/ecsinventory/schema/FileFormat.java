package dev.ecsinventory.schema;

import java.util.Locale;

/** A format in which every dataset is written to the bucket. */
public enum FileFormat {
  /**
   * One JSON object per line, in gzip. Athena recognizes the compression by the file's extension.
   */
  JSON("jsonl.gz"),
  PARQUET("parquet");

  private final String extension;

  FileFormat(String extension) {
    this.extension = extension;
  }

  public String extension() {
    return extension;
  }

  /** The format whose {@link #folder} this is. */
  public static FileFormat of(String folder) {
    return valueOf(folder.toUpperCase(Locale.ROOT));
  }

  /** The format's name in settings, and its folder in the bucket. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
