/**
 * How long a snapshot takes, against what the API allows.
 *
 * <p>Start at {@link dev.ecsinventory.bench.makespan.MakespanBenchmark}.
 */
package dev.ecsinventory.bench.makespan;
