package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of a data file of this schema version or older, in sequence, in the file's order.
 * A column that the older version did not have is absent.
 */
public interface RowReader extends AutoCloseable {
  /** The next row; empty when there is none left. */
  Optional<Row> next();

  /** All remaining rows. */
  default List<Row> rest() {
    List<Row> rows = new ArrayList<>();
    for (Optional<Row> row = next(); row.isPresent(); row = next()) {
      rows.add(row.get());
    }
    return rows;
  }

  /**
   * Whether the rows returned so far had columns or nested fields that this version does not know,
   * because a later version wrote the file.
   */
  boolean leftSomethingOut();

  @Override
  void close();

  /** Opens a file of {@code dataset} by its bytes, which stay in memory until it is closed. */
  static RowReader open(FileFormat format, Dataset dataset, byte[] file) {
    return switch (format) {
      case JSON -> JsonLinesDecoder.open(dataset, file);
      case PARQUET -> ParquetDecoder.open(dataset, file);
    };
  }

  /** All rows of a file. */
  static List<Row> rows(FileFormat format, Dataset dataset, byte[] file) {
    try (RowReader reader = open(format, dataset, file)) {
      return reader.rest();
    }
  }
}
