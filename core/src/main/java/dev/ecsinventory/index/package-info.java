/**
 * Step 7. The day indexes, which define the tables that queries read: adds a committed snapshot to
 * them, and repairs them.
 *
 * <p>Start at {@link dev.ecsinventory.index.TableIndex} and {@link
 * dev.ecsinventory.index.IndexMaintenance}.
 */
package dev.ecsinventory.index;
