/**
 * What a snapshot needs of memory.
 *
 * <p>Start at {@link dev.ecsinventory.bench.memory.MemoryBenchmark}.
 */
package dev.ecsinventory.bench.memory;
