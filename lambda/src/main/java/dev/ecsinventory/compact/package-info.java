/**
 * Stage 10. Replaces the files that a day index lists by one compacted file with the same rows. It
 * runs when all else is done; no result depends on it.
 *
 * <p>Start at {@link dev.ecsinventory.compact.Compactor}.
 */
package dev.ecsinventory.compact;
