/**
 * The memory that a snapshot requires.
 *
 * <p>Start at {@link dev.ecsinventory.bench.memory.MemoryBenchmark}.
 */
package dev.ecsinventory.bench.memory;
