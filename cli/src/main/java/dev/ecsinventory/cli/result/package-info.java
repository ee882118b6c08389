/**
 * The result of {@code check} in words, in the formats that people read.
 *
 * <p>Start at {@link dev.ecsinventory.cli.result.ShownResult}.
 */
package dev.ecsinventory.cli.result;
