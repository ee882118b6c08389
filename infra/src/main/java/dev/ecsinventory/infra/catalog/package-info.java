/**
 * The history in Athena: the Glue database, a table per dataset and format, views, saved queries
 * and the workgroup.
 *
 * <p>Start at {@link dev.ecsinventory.infra.catalog.Catalog}.
 */
package dev.ecsinventory.infra.catalog;
