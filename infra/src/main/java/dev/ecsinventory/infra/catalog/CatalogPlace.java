package dev.ecsinventory.infra.catalog;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.infra.storage.Storage;
import java.time.LocalDate;

/**
 * Where tables and views are declared, and where their data is.
 *
 * @param database reference to the database: what has it waits for the database
 * @param firstDay the first partition
 */
record CatalogPlace(String database, Storage storage, LocalDate firstDay) {
  CatalogPlace {
    requireNonNull(database, "database is null");
    requireNonNull(storage, "storage is null");
    requireNonNull(firstDay, "firstDay is null");
  }
}
