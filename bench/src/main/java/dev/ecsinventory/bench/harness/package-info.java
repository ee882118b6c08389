/**
 * The interface of benchmarks, their results, and the output: as JSON, in the terminal and on the
 * page of benchmarks.
 *
 * <p>Start at {@link dev.ecsinventory.bench.harness.Benchmark}.
 */
package dev.ecsinventory.bench.harness;
