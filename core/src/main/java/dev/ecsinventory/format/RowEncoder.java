package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import java.util.List;

/** Turns rows into a file's bytes: the same rows, in the same order, into the same bytes. */
public interface RowEncoder {
  /**
   * The file of {@code rows}, which are all of {@code dataset}; a file of no rows is a file too.
   */
  byte[] encode(Dataset dataset, List<Row> rows);

  String contentType();

  static RowEncoder of(FileFormat format) {
    return switch (format) {
      case JSON -> new JsonLinesEncoder();
      case PARQUET -> new ParquetEncoder();
    };
  }
}
