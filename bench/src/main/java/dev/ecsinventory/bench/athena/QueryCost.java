package dev.ecsinventory.bench.athena;

/**
 * The cost of a query, by the engine's counts.
 *
 * @param rows rows of the result
 * @param scannedBytes bytes read from the bucket
 * @param scannedRows rows that the files' readers returned
 * @param splits splits of all stages: one per file, as long as files are small, and some of stages
 *     that read no files
 * @param readMillis time that all splits together wait for the bucket
 * @param elapsedMillis time from the query to the end of the result
 */
record QueryCost(
    long rows,
    long scannedBytes,
    long scannedRows,
    int splits,
    long readMillis,
    long cpuMillis,
    long elapsedMillis) {}
