package dev.ecsinventory.infra.catalog;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.infra.storage.Storage;
import java.time.LocalDate;

/**
 * The database of tables and views, and the location of their data.
 *
 * @param database reference to the database; resources that use it depend on the database
 * @param firstDay the first partition
 */
record CatalogPlace(String database, Storage storage, LocalDate firstDay) {
  CatalogPlace {
    requireNonNull(database, "database is null");
    requireNonNull(storage, "storage is null");
    requireNonNull(firstDay, "firstDay is null");
  }
}
