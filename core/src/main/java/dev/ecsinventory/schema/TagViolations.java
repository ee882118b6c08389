package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.BOOLEAN;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.ColumnType.TIMESTAMP;
import static dev.ecsinventory.schema.Source.stage;

import java.time.Instant;
import java.util.List;

/** {@code tag_violations}: one row for each rule that a task set violates. */
public final class TagViolations {
  private static final Columns COLUMNS = new Columns();

  public static final Column<String> CLUSTER_ARN =
      COLUMNS.required(6, "cluster_arn", STRING, stage(), "ARN of the cluster.");
  public static final Column<String> CLUSTER_NAME =
      COLUMNS.required(7, "cluster_name", STRING, stage(), "Name of the cluster.");
  public static final Column<String> SERVICE_ARN =
      COLUMNS.required(8, "service_arn", STRING, stage(), "ARN of the service.");
  public static final Column<String> SERVICE_NAME =
      COLUMNS.required(9, "service_name", STRING, stage(), "Name of the service.");
  public static final Column<String> TASK_SET_ARN =
      COLUMNS.required(10, "task_set_arn", STRING, stage(), "ARN of the task set.");
  public static final Column<String> TASK_SET_ID =
      COLUMNS.state(11, "task_set_id", STRING, stage(), "ID of the task set.");
  public static final Column<String> EXTERNAL_ID =
      COLUMNS.state(
          12, "external_id", STRING, stage(), "External ID that the deployment system set.");
  public static final Column<String> STARTED_BY =
      COLUMNS.state(13, "started_by", STRING, stage(), "Creator of the task set.");
  public static final Column<String> POLICY_ID =
      COLUMNS.required(
          14, "policy_id", STRING, stage(), "SHA-256 of the canonical text of the policy.");
  public static final Column<String> RULE =
      COLUMNS.required(15, "rule", STRING, stage(), "The tag key, as the policy spells it.");
  public static final Column<String> VIOLATION =
      COLUMNS.required(
          16,
          "violation",
          STRING,
          stage(),
          "MISSING_TAG, WRONG_KEY_CASE, VALUE_NOT_ALLOWED or TAG_NOT_ALLOWED.");
  public static final Column<String> ACTUAL_KEY =
      COLUMNS.state(17, "actual_key", STRING, stage(), "The tag key that was found.");
  public static final Column<String> ACTUAL_VALUE =
      COLUMNS.state(18, "actual_value", STRING, stage(), "The tag value that was found.");
  public static final Column<String> EXPECTED =
      COLUMNS.state(19, "expected", STRING, stage(), "What the policy accepts, in words.");
  public static final Column<String> SUGGESTION =
      COLUMNS.state(
          20,
          "suggestion",
          STRING,
          stage(),
          "The nearest accepted spelling, if one is near enough.");
  public static final Column<Instant> WAIVED_UNTIL =
      COLUMNS.state(
          21,
          "waived_until",
          TIMESTAMP,
          stage(),
          "When the waiver ends, if the violation is waived.");
  public static final Column<String> WAIVER_REASON =
      COLUMNS.state(22, "waiver_reason", STRING, stage(), "Why the violation is waived.");
  public static final Column<Boolean> AWS_REPORT_VISIBLE =
      COLUMNS.state(
          23,
          "aws_report_visible",
          BOOLEAN,
          stage(),
          "False where AWS's own report omits the task set, because it never had a tag.");
  public static final Column<List<String>> FOUND_ON =
      COLUMNS.state(
          24,
          "found_on",
          Shapes.SORTED_STRINGS,
          stage(),
          "Those of CLUSTER, SERVICE, TASK_DEFINITION that have the missing tag; absent where the"
              + " tags of none of them are known. SERVICE for a tag of the service that counts"
              + " instead of the task set's.");
  public static final Column<String> CREATE_COMMAND =
      COLUMNS.state(
          25,
          "create_command",
          STRING,
          stage(),
          "Command that creates the task set again with compliant tags; only for the deployment"
              + " controller EXTERNAL.");
  public static final Column<String> WAIVER_OWNER =
      COLUMNS.state(
          26,
          "waiver_owner",
          STRING,
          stage(),
          "Person or team that is responsible for the waiver.");

  public static final Column<List<String>> NOT_KNOWN_ON =
      COLUMNS.state(
          27,
          "not_known_on",
          Shapes.SORTED_STRINGS,
          stage(),
          "Those of CLUSTER, SERVICE, TASK_DEFINITION for which this is unknown, because their tags"
              + " were not read. One that is neither here nor in found_on does not have the missing"
              + " tag.");
  public static final Column<String> REMEDY =
      COLUMNS.state(
          28,
          "remedy",
          STRING,
          stage(),
          "The remedy: NEXT_DEPLOYMENT (create the next task set with the right tags),"
              + " SERVICE_TAG (tag the service) or NONE (CODE_DEPLOY gives task sets no tags, and"
              + " the policy does not accept the service's).");

  public static final Dataset DATASET =
      Dataset.of(
          "tag_violations",
          "One row for each rule of the tag policy that a task set violates.",
          COLUMNS,
          TASK_SET_ARN,
          CLUSTER_ARN,
          SERVICE_ARN,
          RULE,
          VIOLATION,
          ACTUAL_KEY);

  private TagViolations() {}
}
