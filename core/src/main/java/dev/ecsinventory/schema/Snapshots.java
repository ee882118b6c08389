package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.ColumnType.TIMESTAMP;
import static dev.ecsinventory.schema.Source.stage;

import java.time.Instant;
import java.util.List;

/** {@code snapshots}: one row per committed snapshot. */
public final class Snapshots {
  private static final Columns COLUMNS =
      new Columns("Account that took the snapshot.", "AWS Region that took the snapshot.");

  public static final Column<String> STATUS =
      COLUMNS.required(6, "status", STRING, stage(), "COMPLETE, PARTIAL or FAILED.");
  public static final Column<Integer> CLUSTER_COUNT =
      COLUMNS.required(7, "cluster_count", INTEGER, stage(), "Rows of clusters.");
  public static final Column<Integer> SERVICE_COUNT =
      COLUMNS.required(8, "service_count", INTEGER, stage(), "Rows of services.");
  public static final Column<Integer> TASK_SET_COUNT =
      COLUMNS.required(9, "task_set_count", INTEGER, stage(), "Rows of task_sets.");
  public static final Column<Integer> TAG_VIOLATION_COUNT =
      COLUMNS.required(10, "tag_violation_count", INTEGER, stage(), "Rows of tag_violations.");
  public static final Column<Integer> READ_FAILURE_COUNT =
      COLUMNS.required(11, "read_failure_count", INTEGER, stage(), "Rows of read_failures.");
  public static final Column<Integer> API_CALLS =
      COLUMNS.required(12, "api_calls", INTEGER, stage(), "Calls sent to ECS, retries included.");
  public static final Column<Integer> THROTTLED_CALLS =
      COLUMNS.required(
          13, "throttled_calls", INTEGER, stage(), "Those of the calls that ECS throttled.");
  public static final Column<Instant> STARTED_AT =
      COLUMNS.required(
          14, "started_at", TIMESTAMP, stage(), "When the first run of the event began to plan.");
  public static final Column<Instant> FINISHED_AT =
      COLUMNS.required(15, "finished_at", TIMESTAMP, stage(), "When the snapshot was committed.");
  public static final Column<String> MANIFEST =
      COLUMNS.state(
          16,
          "manifest",
          STRING,
          stage(),
          "URI of the manifest; absent when nothing was committed.");
  public static final Column<String> POLICY_ID =
      COLUMNS.state(
          17,
          "policy_id",
          STRING,
          stage(),
          "SHA-256 of the canonical text of the policy; absent without a policy, and where accounts"
              + " have different ones (the manifest then names each).");
  public static final Column<Integer> COMPLIANT_COUNT =
      COLUMNS.measure(
          18, "compliant_count", INTEGER, stage(), "Task sets that comply with the tag policy.");
  public static final Column<Integer> NON_COMPLIANT_COUNT =
      COLUMNS.measure(
          19, "non_compliant_count", INTEGER, stage(), "Task sets that do not comply with it.");
  public static final Column<Integer> UNKNOWN_COUNT =
      COLUMNS.measure(
          20, "unknown_count", INTEGER, stage(), "Task sets whose tags could not be read.");
  public static final Column<Integer> NOT_EVALUATED_COUNT =
      COLUMNS.measure(
          21,
          "not_evaluated_count",
          INTEGER,
          stage(),
          "Task sets without an applicable rule; all of them without a policy.");
  public static final Column<List<String>> LISTED_PLACES =
      COLUMNS.detail(
          22,
          "listed_places",
          Shapes.SORTED_STRINGS,
          stage(),
          "ACCOUNT/REGION of every account and Region whose clusters were all listed, even if there"
              + " was none.");

  public static final Column<Integer> ACCOUNT_COUNT =
      COLUMNS.measure(23, "account_count", INTEGER, stage(), "Rows of accounts.");
  public static final Column<Integer> READ_ACCOUNT_COUNT =
      COLUMNS.measure(
          24, "read_account_count", INTEGER, stage(), "Rows of accounts that were read.");
  public static final Column<Integer> STOPPED_ACCOUNT_COUNT =
      COLUMNS.measure(
          25,
          "stopped_account_count",
          INTEGER,
          stage(),
          "Accounts that the full snapshot before read and this one did not, without excluded ones;"
              + " absent without a discovery.");

  public static final Dataset DATASET =
      Dataset.of("snapshots", "One row per committed snapshot.", COLUMNS, COLUMNS.snapshotId);

  private Snapshots() {}
}
