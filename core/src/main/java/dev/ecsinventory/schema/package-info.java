/**
 * Declares every dataset once. JSON Lines, Parquet, the Glue tables, the DynamoDB documents and the
 * data dictionary are all derived from the declarations in this package.
 *
 * <p>Start at {@link dev.ecsinventory.schema.Datasets}.
 */
package dev.ecsinventory.schema;
