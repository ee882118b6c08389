package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import java.util.List;

/** Encodes rows as a file's bytes. The same rows in the same order produce the same bytes. */
public interface RowEncoder {
  /** The file of {@code rows}, which all belong to {@code dataset}; there may be no rows. */
  byte[] encode(Dataset dataset, List<Row> rows);

  String contentType();

  static RowEncoder of(FileFormat format) {
    return switch (format) {
      case JSON -> new JsonLinesEncoder();
      case PARQUET -> new ParquetEncoder();
    };
  }
}
