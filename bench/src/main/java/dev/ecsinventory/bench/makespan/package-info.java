/**
 * The time of a snapshot, compared with the limits of the API.
 *
 * <p>Start at {@link dev.ecsinventory.bench.makespan.MakespanBenchmark}.
 */
package dev.ecsinventory.bench.makespan;
