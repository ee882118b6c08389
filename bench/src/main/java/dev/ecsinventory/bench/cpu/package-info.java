/**
 * What the function computes, apart from all waiting, by JMH.
 *
 * <p>Start at {@link dev.ecsinventory.bench.cpu.CpuBenchmark}.
 */
package dev.ecsinventory.bench.cpu;
