package dev.ecsinventory.infra.athena;

import io.trino.jdbc.QueryStats;

/**
 * What a query cost, as the engine counts it.
 *
 * @param rows of the answer
 * @param scannedBytes that were read from the bucket
 * @param scannedRows that the files' readers gave
 * @param splits of all stages: one a file, as long as files are small, and a few of the stages that
 *     read none
 * @param readMillis of all splits together, waiting for the bucket
 * @param elapsedMillis from the question to the end of the answer
 */
record QueryCost(
    long rows,
    long scannedBytes,
    long scannedRows,
    int splits,
    long readMillis,
    long cpuMillis,
    long elapsedMillis) {
  /** Of a statement that has no answer. */
  static final QueryCost NONE = new QueryCost(0, 0, 0, 0, 0, 0, 0);

  static QueryCost of(long rows, QueryStats stats) {
    return new QueryCost(
        rows,
        stats.getPhysicalInputBytes(),
        stats.getProcessedRows(),
        stats.getCompletedSplits(),
        stats.getPhysicalInputTimeMillis(),
        stats.getCpuTimeMillis(),
        stats.getElapsedTimeMillis());
  }
}
