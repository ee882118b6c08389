/**
 * The cost of queries in Athena.
 *
 * <p>Start at {@link dev.ecsinventory.bench.athena.AthenaBenchmark}.
 */
package dev.ecsinventory.bench.athena;
