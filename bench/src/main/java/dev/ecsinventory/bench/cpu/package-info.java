/**
 * The function's computations without any waiting, measured by JMH.
 *
 * <p>Start at {@link dev.ecsinventory.bench.cpu.CpuBenchmark}.
 */
package dev.ecsinventory.bench.cpu;
