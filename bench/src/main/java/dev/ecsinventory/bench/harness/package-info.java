/**
 * What a benchmark is, what it finds, and how that is shown: as JSON, in the terminal and on the
 * page of benchmarks.
 *
 * <p>Start at {@link dev.ecsinventory.bench.harness.Benchmark}.
 */
package dev.ecsinventory.bench.harness;
