package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a data file of this schema's version or older, one after another in the file's order.
 * A column that the older version did not have is absent.
 */
public interface RowReader extends AutoCloseable {
  /** The next row; empty when there is none left. */
  Optional<Row> next();

  /** All rows that are left. */
  default List<Row> rest() {
    List<Row> rows = new ArrayList<>();
    for (Optional<Row> row = next(); row.isPresent(); row = next()) {
      rows.add(row.get());
    }
    return rows;
  }

  /**
   * Whether the rows given so far had columns, or fields in them, that this version does not know,
   * as a later version's files have.
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

  /** The rows of a file, all at once. */
  static List<Row> rows(FileFormat format, Dataset dataset, byte[] file) {
    try (RowReader reader = open(format, dataset, file)) {
      return reader.rest();
    }
  }
}
