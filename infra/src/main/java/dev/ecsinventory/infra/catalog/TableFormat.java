package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.schema.FileFormat;
import java.util.Map;

/**
 * The parameters with which Athena reads the files of a format.
 *
 * @param classification Glue's name of the format
 * @param serdeParameters parameters of the deserializer
 */
record TableFormat(String classification, String serde, Map<String, String> serdeParameters) {
  /**
   * The timestamps of JSON Lines, as a Joda pattern. Without it the deserializer accepts only
   * {@code yyyy-mm-dd hh:mm:ss}, and every other timestamp becomes null.
   *
   * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/hive-json-serde.html">Hive JSON
   *     SerDe</a>
   */
  private static final String TIMESTAMPS = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

  TableFormat {
    serdeParameters = Map.copyOf(serdeParameters);
  }

  static TableFormat of(FileFormat format) {
    return switch (format) {
      // Hive's deserializer, because OpenX's is documented as non-deterministic for malformed
      // lines.
      case JSON ->
          new TableFormat(
              "json",
              "org.apache.hive.hcatalog.data.JsonSerDe",
              Map.of("timestamp.formats", TIMESTAMPS));
      case PARQUET ->
          new TableFormat(
              "parquet",
              "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
              Map.of("serialization.format", "1"));
    };
  }
}
