package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.CatalogTables;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.AthenaTypes;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** Whether Athena's tables exist, have every column of the schema, and read the bucket. */
public final class CatalogTableCheck implements DoctorCheck {
  private static final String RANGE = "projection.dt.range";
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  @Override
  public String name() {
    return "Athena tables";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .expect(CatalogTables.of(inventory), Remedies.DEPLOY)
        .ifPresent(
            tables -> {
              findings
                  .need(inventory.settings())
                  .ifPresent(settings -> check(settings, tables, findings));
              inventory
                  .snapshots()
                  .value()
                  .ifPresent(snapshots -> days(snapshots.firstDay(), tables, findings));
            });
  }

  /** A query about a day before the first partition returns no rows and no error. */
  private static void days(LocalDate first, Map<String, Table> tables, CheckFindings findings) {
    tables.values().stream()
        .map(table -> table.parameters().getOrDefault(RANGE, "").split(",")[0])
        .filter(DAY.asMatchPredicate())
        .map(LocalDate::parse)
        .filter(day -> day.isAfter(first))
        .max(LocalDate::compareTo)
        .ifPresent(
            day ->
                findings.problem(
                    "the tables begin with %s, so queries do not find the snapshots since %s"
                        .formatted(day, first),
                    "Set firstDay to %s or an earlier day. ".formatted(first) + Remedies.DEPLOY));
  }

  private static void check(Settings settings, Map<String, Table> tables, CheckFindings findings) {
    Set<FileFormat> formats = settings.formats();
    FileFormat main = formats.contains(FileFormat.PARQUET) ? FileFormat.PARQUET : FileFormat.JSON;
    int checked = 0;
    for (Dataset dataset : Datasets.ALL) {
      check(settings, tables, dataset.name(), dataset, main, findings);
      checked++;
      if (main == FileFormat.PARQUET && formats.contains(FileFormat.JSON)) {
        check(settings, tables, dataset.name() + "_json", dataset, FileFormat.JSON, findings);
        checked++;
      }
    }
    findings.fact(Counted.of(checked, "table"));
  }

  private static void check(
      Settings settings,
      Map<String, Table> tables,
      String name,
      Dataset dataset,
      FileFormat format,
      CheckFindings findings) {
    Table table = tables.get(name);
    if (table == null) {
      findings.problem("table %s does not exist".formatted(name), Remedies.DEPLOY);
      return;
    }
    Map<String, String> types =
        table.storageDescriptor().columns().stream()
            .collect(Collectors.toMap(Column::name, Column::type, (one, other) -> one));
    List<String> different =
        dataset.columns().stream()
            .filter(column -> !AthenaTypes.of(column.type()).equals(types.get(column.name())))
            .map(column -> column.name())
            .toList();
    if (!different.isEmpty()) {
      findings.problem(
          "table %s has not the columns of this version: %s"
              .formatted(name, String.join(", ", different)),
          "Deploy the version of this command: the table is older.");
    }
    String location =
        "s3://" + settings.bucket() + "/" + settings.keys().dayIndexes(format, dataset.name());
    if (!location.equals(table.storageDescriptor().location())) {
      findings.problem(
          "table %s reads %s, not %s"
              .formatted(name, table.storageDescriptor().location(), location),
          Remedies.DEPLOY);
    }
  }
}
