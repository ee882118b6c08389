package dev.ecsinventory.cli.doctor.deployed;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Table;

/** The tables and views of the Glue database, by name. */
public final class CatalogTables {
  private CatalogTables() {}

  /** Reads them all. */
  public static AwsReading<Map<String, Table>> of(DeployedInventory inventory) {
    return inventory
        .exporter()
        .then(stack -> stack.first(DeployedStack.DATABASE))
        .then(
            database ->
                AwsReading.of(
                    "glue:GetTables",
                    "database " + database,
                    () ->
                        inventory
                            .clients()
                            .glue()
                            .getTablesPaginator(get -> get.databaseName(database))
                            .stream()
                            .flatMap(page -> page.tableList().stream())
                            .collect(Collectors.toMap(Table::name, Function.identity()))));
  }
}
