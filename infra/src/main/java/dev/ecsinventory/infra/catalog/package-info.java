/**
 * How Athena sees the history: the Glue database, a table a dataset and format, views, saved
 * queries and the workgroup.
 *
 * <p>Start at {@link dev.ecsinventory.infra.catalog.Catalog}.
 */
package dev.ecsinventory.infra.catalog;
