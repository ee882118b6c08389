package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.settings.InventorySettings.Asking;
import java.nio.file.Path;
import java.util.Set;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnDatabase.DatabaseInputProperty;
import software.constructs.Construct;

/**
 * The history in Athena.
 *
 * <p>A dataset's table has the dataset's name and reads Parquet, whose queries cost a fraction of
 * JSON; if only JSON Lines are written, it reads those. If both are written, the table of the JSON
 * Lines has {@code _json} after the name. A table reads the files that its day indexes list.
 */
public final class Catalog extends Construct {
  public static final String DATABASE = "ecs_inventory";
  public static final String WORK_GROUP = QueryWorkGroup.NAME;

  private final CatalogPlace place;
  private final QueryWorkGroup workGroup;

  /**
   * @param formats formats that the function writes
   * @param athena the folder with {@code views} and {@code queries}
   */
  public Catalog(
      Construct scope,
      String id,
      Storage storage,
      Set<FileFormat> formats,
      Asking asking,
      Path athena) {
    super(scope, id);
    place = new CatalogPlace(createDatabase().getRef(), storage, asking.firstDay());
    for (Dataset dataset : Datasets.ALL) {
      addTables(dataset, formats);
    }
    workGroup = new QueryWorkGroup(this, "Queries", storage, asking);
    Statement.in(athena.resolve("views")).forEach(this::addView);
    Statement.in(athena.resolve("queries"))
        .forEach(query -> workGroup.save(query, place.database()));
  }

  public String database() {
    return place.database();
  }

  public String workGroup() {
    return workGroup.name();
  }

  private CfnDatabase createDatabase() {
    return CfnDatabase.Builder.create(this, "Database")
        .catalogId(Aws.ACCOUNT_ID)
        .databaseInput(
            DatabaseInputProperty.builder()
                .name(DATABASE)
                .description("ECS Inventory: every snapshot's clusters, services and task sets")
                .build())
        .build();
  }

  private void addTables(Dataset dataset, Set<FileFormat> formats) {
    boolean parquet = formats.contains(FileFormat.PARQUET);
    FileFormat main = parquet ? FileFormat.PARQUET : FileFormat.JSON;
    addTable(dataset.name(), dataset, main);
    if (parquet && formats.contains(FileFormat.JSON)) {
      addTable(dataset.name() + "_json", dataset, FileFormat.JSON);
    }
  }

  private void addTable(String name, Dataset dataset, FileFormat format) {
    new DatasetTable(this, name, dataset, format, place);
  }

  /**
   * Adds a view to the catalog; its statement is saved as a query too, so that users can read and
   * edit it.
   */
  private void addView(Statement statement) {
    new ViewTable(this, View.named(statement.name()), statement, place);
    workGroup.save(statement, place.database());
  }
}
