/**
 * What questions cost in Athena.
 *
 * <p>Start at {@link dev.ecsinventory.bench.athena.AthenaBenchmark}.
 */
package dev.ecsinventory.bench.athena;
