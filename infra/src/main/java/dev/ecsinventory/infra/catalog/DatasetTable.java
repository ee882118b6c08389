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
 * neither a crawler nor {@code ALTER TABLE}, because Athena works them out.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html">Partition
 *     projection</a>
 */
final class DatasetTable extends Construct {
  /** The partition column: the UTC day of a snapshot's event, as {@code yyyy-MM-dd}. */
  static final String DAY = "dt";

  /**
   * Where a table's files are.
   *
   * @param byDay whether each day has a folder of its own, and so a partition
   */
  record Files(FileFormat format, String folder, boolean byDay) {}

  DatasetTable(Construct scope, String name, Dataset dataset, Files files, CatalogPlace place) {
    super(scope, name);
    TableFormat format = TableFormat.of(files.format());
    String location = "s3://" + place.storage().bucket().getBucketName() + "/" + files.folder();
    CfnTable.Builder.create(this, "Table")
        .catalogId(Aws.ACCOUNT_ID)
        .databaseName(place.database())
        .tableInput(
            TableInputProperty.builder()
                .name(name)
                .description(dataset.doc())
                .tableType("EXTERNAL_TABLE")
                .parameters(
                    files.byDay() ? daily(format, location, place.firstDay()) : parameters(format))
                .partitionKeys(files.byDay() ? List.of(day()) : List.of())
                .storageDescriptor(descriptor(format, location, dataset))
                .build())
        .build();
  }

  private static Map<String, String> parameters(TableFormat format) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("EXTERNAL", "TRUE");
    parameters.put("classification", format.classification());
    return parameters;
  }

  private static Map<String, String> daily(
      TableFormat format, String location, LocalDate firstDay) {
    Map<String, String> parameters = parameters(format);
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
        .comment("UTC day of the snapshot; filter it, or every day is read.")
        .build();
  }

  private static StorageDescriptorProperty descriptor(
      TableFormat format, String location, Dataset dataset) {
    return StorageDescriptorProperty.builder()
        .location(location)
        .inputFormat(format.inputFormat())
        .outputFormat(format.outputFormat())
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
