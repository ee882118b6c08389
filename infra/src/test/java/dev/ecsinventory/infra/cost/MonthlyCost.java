package dev.ecsinventory.infra.cost;

/**
 * The monthly cost of an inventory in dollars, after it has run for a year. This file contains
 * every number that is not a {@link Prices price}, with its source.
 *
 * @param taskSets task sets in the fleet, each in a service of its own, which is the most expensive
 *     case
 * @param runs snapshots per month
 * @param metrics custom metrics that the function writes
 * @param alarmedMetrics metrics that alarms evaluate
 */
record MonthlyCost(int taskSets, double runs, int metrics, int alarmedMetrics) {
  static final double DAYS_PER_MONTH = 365.0 / 12;

  /** The default of the context key. */
  static final int JSON_DAYS = 90;

  static final double MEMORY_GB = 1.0;

  /**
   * The default of {@code ECS_READS_PER_SECOND}; all accounts and Regions are read concurrently.
   */
  static final double READS_PER_SECOND = 10;

  /** Assumption: a larger fleet is spread over several accounts and Regions. */
  static final int SERVICES_PER_ACCOUNT_REGION = 2_500;

  /**
   * The start of the runtime, the first connections, and the commit; measured as described in
   * operations.md.
   */
  static final double SECONDS_WITHOUT_READS = 5;

  /** Measured on sample fleets: a task set, its service, and its share of all other rows. */
  static final int JSON_BYTES = 300;

  static final int PARQUET_BYTES = 250;

  /** Targets contain at most this number of services. */
  static final double SERVICES_PER_TARGET = 250;

  /**
   * Per target: two formats of five datasets, the listing, a part of the report, and three
   * checkpoints.
   */
  static final int OBJECTS_PER_TARGET = 15;

  /**
   * Per snapshot: six checkpoints, two formats of three datasets, the manifest, three objects of
   * the report, and a record.
   */
  static final int OBJECTS_PER_SNAPSHOT = 17;

  /** Assumption: twice the measured size of a compacted row of an unchanged fleet. */
  static final int COMPACTED_BYTES = 20;

  /** Measured: rows compacted per second. */
  static final int ROWS_COMPACTED_PER_SECOND = 10_000;

  /** The size of a day up to which the function compacts the current day after each snapshot. */
  static final double SMALL_DAY = 32e6;

  /** The maximum number of uncompacted snapshots of a larger current day. */
  static final int UNCOMPACTED_SNAPSHOTS = 4;

  /**
   * The list calls of a run, which have the price of puts: staged plans, manifests, the withdrawals
   * of three days, and the indexes of eight datasets.
   */
  static final int LISTS_PER_RUN = 13;

  /** The indexes of six datasets with rows, in two formats. */
  static final int INDEXES_PER_RUN = 12;

  /** The file, its description and the index of six datasets. */
  static final int OBJECTS_PER_COMPACTION = 18;

  /** Assumption: the proportion of task sets that deployments replace each day. */
  static final double REPLACED_PER_DAY = 0.05;

  /**
   * Writes of the current item and the version of both task sets, with three indexes, in
   * transactions, and the expiry of the superseded version.
   */
  static final double WRITE_UNITS_PER_REPLACEMENT = 26;

  /** Measured: about thirty task sets per read unit. */
  static final double READ_UNITS_PER_TASK_SET = 1 / 30.0;

  static final int ITEM_BYTES = 2_000;

  /** Assumption: queries per month, each over the given number of days. */
  static final int QUERIES = 100;

  static final int DAYS_PER_QUERY = 3;

  /**
   * Assumption for AWS Config: changes of the task set, its predecessor and their service while
   * tasks start and stop.
   */
  static final int CONFIG_ITEMS_PER_REPLACEMENT = 10;

  double lambda() {
    double seconds = SECONDS_WITHOUT_READS + callsOfLargestAccountRegion() / READS_PER_SECOND;
    double compactionSeconds =
        taskSets * snapshotsCompactedPerDay() * DAYS_PER_MONTH / ROWS_COMPACTED_PER_SECOND;
    return runs * (seconds * MEMORY_GB * Prices.LAMBDA_ARM_GB_SECOND + Prices.LAMBDA_REQUEST)
        + compactionSeconds * MEMORY_GB * Prices.LAMBDA_ARM_GB_SECOND;
  }

  private double snapshotsPerDay() {
    return runs / DAYS_PER_MONTH;
  }

  private double compactionsOfCurrentDay() {
    return Math.floor(snapshotsPerDay() / (maxUncompacted() + 1));
  }

  /**
   * Compaction of a closed day reads all its snapshots; each compaction of the current day reads
   * all snapshots up to then.
   */
  private double snapshotsCompactedPerDay() {
    double times = compactionsOfCurrentDay();
    return snapshotsPerDay() + (maxUncompacted() + 1) * times * (times + 1) / 2;
  }

  /** Simplification: a day that becomes large counts as large from its start. */
  private int maxUncompacted() {
    return taskSets * snapshotsPerDay() * PARQUET_BYTES > SMALL_DAY ? UNCOMPACTED_SNAPSHOTS : 0;
  }

  double s3() {
    double rowsPerMonth = taskSets * runs;
    double bytes =
        rowsPerMonth
            * (JSON_BYTES * JSON_DAYS / DAYS_PER_MONTH + (PARQUET_BYTES + COMPACTED_BYTES) * 12);
    double objects =
        runs
            * (Math.ceil(taskSets / SERVICES_PER_TARGET) * OBJECTS_PER_TARGET
                + OBJECTS_PER_SNAPSHOT);
    double indexing =
        runs * (LISTS_PER_RUN + INDEXES_PER_RUN)
            + DAYS_PER_MONTH * (1 + compactionsOfCurrentDay()) * OBJECTS_PER_COMPACTION;
    return bytes / 1e9 * Prices.S3_GB_MONTH + (objects + indexing) * Prices.S3_PUT;
  }

  double dynamoDb() {
    double items = taskSets + replacements() * 12;
    return replacements() * WRITE_UNITS_PER_REPLACEMENT * Prices.DYNAMODB_WRITE
        + taskSets * runs * READ_UNITS_PER_TASK_SET * Prices.DYNAMODB_READ
        + items * ITEM_BYTES / 1e9 * (Prices.DYNAMODB_GB_MONTH + Prices.DYNAMODB_RECOVERY_GB_MONTH);
  }

  double athena() {
    double uncompacted = Math.min(maxUncompacted(), snapshotsPerDay());
    double today =
        uncompacted * PARQUET_BYTES + (snapshotsPerDay() - uncompacted) * COMPACTED_BYTES;
    double closed = (DAYS_PER_QUERY - 1) * snapshotsPerDay() * COMPACTED_BYTES;
    double bytes = taskSets * (today + closed);
    return QUERIES * bytes / 1e12 * Prices.ATHENA_TB;
  }

  /**
   * An upper limit: CloudWatch bills a metric that is written once per day for one hour, and this
   * method for all hours.
   */
  double cloudWatch() {
    return metrics * Prices.CLOUDWATCH_METRIC + alarmedMetrics * Prices.CLOUDWATCH_ALARMED_METRIC;
  }

  double all() {
    return lambda() + s3() + dynamoDb() + athena() + cloudWatch();
  }

  /** The cost of continuous recording with one rule that evaluates every configuration item. */
  double config() {
    return replacements()
        * CONFIG_ITEMS_PER_REPLACEMENT
        * (Prices.CONFIG_ITEM + Prices.CONFIG_EVALUATION);
  }

  private double replacements() {
    return taskSets * REPLACED_PER_DAY * DAYS_PER_MONTH;
  }

  /**
   * The minimum number of calls, as described in docs/architecture.md, with one hundred services
   * per cluster.
   */
  private double callsOfLargestAccountRegion() {
    double services = Math.min(taskSets, SERVICES_PER_ACCOUNT_REGION);
    double clusters = Math.ceil(services / 100);
    return 2 * Math.ceil(clusters / 100) + clusters + Math.ceil(services / 10) + services;
  }
}
