/**
 * Measurements of the time machine.
 *
 * <p>Start at {@link dev.ecsinventory.bench.past.ServeBenchmark}.
 */
package dev.ecsinventory.bench.past;
