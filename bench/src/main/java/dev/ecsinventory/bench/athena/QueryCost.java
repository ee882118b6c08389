package dev.ecsinventory.bench.athena;

/**
 * The cost of a query, as measured by the engine.
 *
 * @param rows rows of the result
 * @param scannedBytes bytes read from the bucket
 * @param scannedRows rows that the file readers returned
 * @param splits splits of all stages: one per file (while files are small), and a few of the stages
 *     that read no file
 * @param readMillis total time that all splits waited for the bucket
 * @param elapsedMillis time from the request to the end of the result
 */
record QueryCost(
    long rows,
    long scannedBytes,
    long scannedRows,
    int splits,
    long readMillis,
    long cpuMillis,
    long elapsedMillis) {}
