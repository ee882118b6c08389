/**
 * Every dataset, declared once. JSON Lines, Parquet, the Glue tables, the DynamoDB documents and
 * the data dictionary all follow from the declarations in this package.
 *
 * <p>Start at {@link dev.ecsinventory.schema.Datasets}.
 */
package dev.ecsinventory.schema;
