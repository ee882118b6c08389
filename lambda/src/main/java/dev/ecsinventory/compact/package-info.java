/**
 * Merges the days that are over into one file each, beside the snapshots' own files, which stay. It
 * runs when all else is done; nothing depends on it.
 *
 * <p>Start at {@link dev.ecsinventory.compact.Compactor}.
 */
package dev.ecsinventory.compact;
