package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.schema.AthenaTypes;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.glue.CfnTable.ColumnProperty;
import software.amazon.awscdk.services.glue.CfnTable.SerdeInfoProperty;
import software.amazon.awscdk.services.glue.CfnTable.StorageDescriptorProperty;
import software.amazon.awscdk.services.glue.CfnTable.TableInputProperty;
import software.constructs.Construct;

/**
 * A dataset in a format, as a Glue table. Columns and comments come from the schema; days need
 * neither a crawler nor {@code ALTER TABLE}, because Athena computes them.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html">Partition
 *     projection</a>
 */
final class DatasetTable extends Construct {
  /** The partition column: the UTC day of a snapshot's event, as {@code yyyy-MM-dd}. */
  static final String DAY = "dt";

  /**
   * The files of a partition are those that its {@code symlink.txt} lists. AWS documents this
   * format for Parquet, ORC and CSV.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-athena-query.html">
   *     Querying Amazon S3 Inventory with Amazon Athena</a>
   */
  private static final String INPUT_FORMAT = "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat";

  private static final String OUTPUT_FORMAT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

  DatasetTable(
      Construct scope, String name, Dataset dataset, FileFormat fileFormat, CatalogPlace place) {
    super(scope, name);
    TableFormat format = TableFormat.of(fileFormat);
    String location =
        "s3://"
            + place.storage().bucket().getBucketName()
            + "/"
            + place.storage().keys().dayIndexes(fileFormat, dataset.name());
    CfnTable.Builder.create(this, "Table")
        .catalogId(Aws.ACCOUNT_ID)
        .databaseName(place.database())
        .tableInput(
            TableInputProperty.builder()
                .name(name)
                .description(dataset.doc())
                .tableType("EXTERNAL_TABLE")
                .parameters(parameters(format, location, place.firstDay()))
                .partitionKeys(List.of(day()))
                .storageDescriptor(descriptor(format, location, dataset))
                .build())
        .build();
  }

  private static Map<String, String> parameters(
      TableFormat format, String location, LocalDate firstDay) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("EXTERNAL", "TRUE");
    parameters.put("classification", format.classification());
    parameters.put("projection.enabled", "true");
    parameters.put("projection.dt.type", "date");
    parameters.put("projection.dt.format", "yyyy-MM-dd");
    parameters.put("projection.dt.range", firstDay + ",NOW");
    parameters.put("projection.dt.interval", "1");
    parameters.put("projection.dt.interval.unit", "DAYS");
    parameters.put("storage.location.template", location + "dt=${dt}/");
    return parameters;
  }

  private static ColumnProperty day() {
    return ColumnProperty.builder()
        .name(DAY)
        .type("string")
        .comment("UTC day of the snapshot; without a filter, a query reads all days.")
        .build();
  }

  private static StorageDescriptorProperty descriptor(
      TableFormat format, String location, Dataset dataset) {
    return StorageDescriptorProperty.builder()
        .location(location)
        .inputFormat(INPUT_FORMAT)
        .outputFormat(OUTPUT_FORMAT)
        .serdeInfo(
            SerdeInfoProperty.builder()
                .serializationLibrary(format.serde())
                .parameters(format.serdeParameters())
                .build())
        .columns(
            dataset.columns().stream()
                .map(
                    column ->
                        ColumnProperty.builder()
                            .name(column.name())
                            .type(AthenaTypes.of(column.type()))
                            .comment(column.doc())
                            .build())
                .toList())
        .build();
  }
}
