/**
 * The file formats JSON Lines and Parquet: rows to bytes and bytes to rows.
 *
 * <p>Start at {@link dev.ecsinventory.format.RowEncoder} and {@link
 * dev.ecsinventory.format.RowReader}.
 */
package dev.ecsinventory.format;
