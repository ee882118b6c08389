package dev.ecsinventory.infra.cost;

/**
 * What an inventory costs a month, in dollars, after it has run for a year. Every number that is
 * not a {@link Prices price} is here, each with where it is from.
 *
 * @param taskSets in the fleet, each in a service of its own, which is the most that they can cost
 * @param runs snapshots a month
 * @param metrics custom metrics that the function writes
 * @param alarmedMetrics metrics that alarms look at
 */
record MonthlyCost(int taskSets, double runs, int metrics, int alarmedMetrics) {
  static final double DAYS_A_MONTH = 365.0 / 12;

  /** Default of the context keys. */
  static final int JSON_DAYS = 90;

  static final double MEMORY_GB = 1.0;

  /** Default of {@code ECS_READS_PER_SECOND}, in each account and region at the same time. */
  static final double READS_PER_SECOND = 10;

  /** Assumed: a fleet that is larger is spread over more accounts and regions. */
  static final int SERVICES_A_PLACE = 2_500;

  /** Start of the runtime, first connections, commit. Measured as operations.md says. */
  static final double SECONDS_BESIDE_READING = 5;

  /** Measured on made-up fleets: a task set, its service and its share of everything else. */
  static final int JSON_BYTES = 300;

  static final int PARQUET_BYTES = 250;

  /** Clusters are packed into targets of so many services. */
  static final double SERVICES_A_TARGET = 250;

  /** Two formats of five datasets, listing, part of the report, and three checkpoints. */
  static final int OBJECTS_A_TARGET = 15;

  /**
   * Six checkpoints, two formats of three datasets, manifest, three of the report, and a record.
   */
  static final int OBJECTS_A_SNAPSHOT = 17;

  /** Assumed of a compacted row: twice what it takes of a fleet that stays the same. */
  static final int COMPACTED_BYTES = 20;

  /** Measured: rows compacted per second. */
  static final int ROWS_COMPACTED_A_SECOND = 10_000;

  /** The bytes of a day up to which the current day is compacted after each snapshot. */
  static final double SMALL_DAY = 32e6;

  /** The most uncompacted snapshots of a current day that is larger. */
  static final int UNCOMPACTED_SNAPSHOTS = 4;

  /**
   * Lists of a run, which cost what puts cost: of staged plans, of manifests, of the withdrawals of
   * three days, and of the indexes of eight datasets.
   */
  static final int LISTS_A_RUN = 13;

  /** Indexes of six datasets that have rows, in two formats. */
  static final int INDEXES_A_RUN = 12;

  /** Of six datasets the file, its description, and the index. */
  static final int OBJECTS_A_COMPACTION = 18;

  /** Assumed: each day this part of the task sets is replaced by a deployment. */
  static final double REPLACED_A_DAY = 0.05;

  /**
   * Current item and version of both task sets, with three indexes, in transactions; and the expiry
   * of the version that is superseded.
   */
  static final double WRITE_UNITS_A_REPLACEMENT = 26;

  /** Measured: about thirty task sets a read unit. */
  static final double READ_UNITS_A_TASK_SET = 1 / 30.0;

  static final int ITEM_BYTES = 2_000;

  /** Assumed: questions a month, each about so many days. */
  static final int QUESTIONS = 100;

  static final int DAYS_A_QUESTION = 3;

  /**
   * Assumed of AWS Config: the task set, its predecessor and their service, as tasks come and go.
   */
  static final int CONFIG_ITEMS_A_REPLACEMENT = 10;

  double lambda() {
    double seconds = SECONDS_BESIDE_READING + callsOfLargestPlace() / READS_PER_SECOND;
    double compacting =
        taskSets * snapshotsCompactedADay() * DAYS_A_MONTH / ROWS_COMPACTED_A_SECOND;
    return runs * (seconds * MEMORY_GB * Prices.LAMBDA_ARM_GB_SECOND + Prices.LAMBDA_REQUEST)
        + compacting * MEMORY_GB * Prices.LAMBDA_ARM_GB_SECOND;
  }

  private double snapshotsADay() {
    return runs / DAYS_A_MONTH;
  }

  private double compactionsOfToday() {
    return Math.floor(snapshotsADay() / (mostUncompacted() + 1));
  }

  /** All of the closed day; and of the current day each time what it has until then. */
  private double snapshotsCompactedADay() {
    double times = compactionsOfToday();
    return snapshotsADay() + (mostUncompacted() + 1) * times * (times + 1) / 2;
  }

  /** A day that becomes large in the course of it counts as large from its beginning. */
  private int mostUncompacted() {
    return taskSets * snapshotsADay() * PARQUET_BYTES > SMALL_DAY ? UNCOMPACTED_SNAPSHOTS : 0;
  }

  double s3() {
    double rowsAMonth = taskSets * runs;
    double bytes =
        rowsAMonth
            * (JSON_BYTES * JSON_DAYS / DAYS_A_MONTH + (PARQUET_BYTES + COMPACTED_BYTES) * 12);
    double objects =
        runs * (Math.ceil(taskSets / SERVICES_A_TARGET) * OBJECTS_A_TARGET + OBJECTS_A_SNAPSHOT);
    double indexing =
        runs * (LISTS_A_RUN + INDEXES_A_RUN)
            + DAYS_A_MONTH * (1 + compactionsOfToday()) * OBJECTS_A_COMPACTION;
    return bytes / 1e9 * Prices.S3_GB_MONTH + (objects + indexing) * Prices.S3_PUT;
  }

  double dynamoDb() {
    double items = taskSets + replacements() * 12;
    return replacements() * WRITE_UNITS_A_REPLACEMENT * Prices.DYNAMODB_WRITE
        + taskSets * runs * READ_UNITS_A_TASK_SET * Prices.DYNAMODB_READ
        + items * ITEM_BYTES / 1e9 * (Prices.DYNAMODB_GB_MONTH + Prices.DYNAMODB_RECOVERY_GB_MONTH);
  }

  double athena() {
    double uncompacted = Math.min(mostUncompacted(), snapshotsADay());
    double today = uncompacted * PARQUET_BYTES + (snapshotsADay() - uncompacted) * COMPACTED_BYTES;
    double closed = (DAYS_A_QUESTION - 1) * snapshotsADay() * COMPACTED_BYTES;
    double bytes = taskSets * (today + closed);
    return QUESTIONS * bytes / 1e12 * Prices.ATHENA_TB;
  }

  /** A metric that is written once a day is billed for one hour of it; here it is billed whole. */
  double cloudWatch() {
    return metrics * Prices.CLOUDWATCH_METRIC + alarmedMetrics * Prices.CLOUDWATCH_ALARMED_METRIC;
  }

  double all() {
    return lambda() + s3() + dynamoDb() + athena() + cloudWatch();
  }

  /** Continuous recording, and one rule that evaluates every configuration item. */
  double config() {
    return replacements()
        * CONFIG_ITEMS_A_REPLACEMENT
        * (Prices.CONFIG_ITEM + Prices.CONFIG_EVALUATION);
  }

  private double replacements() {
    return taskSets * REPLACED_A_DAY * DAYS_A_MONTH;
  }

  /** The least number of calls: docs/architecture.md says which. One cluster a hundred services. */
  private double callsOfLargestPlace() {
    double services = Math.min(taskSets, SERVICES_A_PLACE);
    double clusters = Math.ceil(services / 100);
    return 2 * Math.ceil(clusters / 100) + clusters + Math.ceil(services / 10) + services;
  }
}
