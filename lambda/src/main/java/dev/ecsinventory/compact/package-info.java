/**
 * Step 10. Replaces the files that a day index lists by one compacted file with the same rows. It
 * runs after all other stages and does not change the result of any query.
 *
 * <p>Start at {@link dev.ecsinventory.compact.Compactor}.
 */
package dev.ecsinventory.compact;
