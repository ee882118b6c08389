/**
 * Rows as tables of other programs: CSV with exact values, CSV for spreadsheets, and workbooks.
 *
 * <p>Start at {@link dev.ecsinventory.cli.tabular.RowCells}.
 */
package dev.ecsinventory.cli.tabular;
