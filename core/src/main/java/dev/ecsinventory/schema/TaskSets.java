package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.BOOLEAN;
import static dev.ecsinventory.schema.ColumnType.DOUBLE;
import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.ColumnType.TIMESTAMP;
import static dev.ecsinventory.schema.Source.api;
import static dev.ecsinventory.schema.Source.derived;
import static dev.ecsinventory.schema.Source.parent;
import static dev.ecsinventory.schema.Source.requested;
import static dev.ecsinventory.schema.Source.stage;

import dev.ecsinventory.model.EcsArn;
import java.time.Instant;
import java.util.List;

/**
 * {@code task_sets}: one row per task set.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html">
 *     TaskSet</a>
 */
public final class TaskSets {
  private static final Columns COLUMNS = new Columns();

  public static final Column<String> CLUSTER_ARN =
      COLUMNS.required(
          6,
          "cluster_arn",
          STRING,
          requested("clusterArn"),
          "ARN of the cluster that the service runs in, as the service was listed there.");
  public static final Column<String> CLUSTER_NAME = SharedColumns.clusterName(COLUMNS, 7);
  public static final Column<String> SERVICE_ARN =
      COLUMNS.required(
          8,
          "service_arn",
          STRING,
          requested("serviceArn"),
          "ARN of the service that the task set belongs to, in the form in which it was listed.");
  public static final Column<String> SERVICE_NAME =
      COLUMNS.required(
          9, "service_name", STRING, derived("serviceArn", EcsArn::nameOf), "Name of the service.");
  public static final Column<String> DEPLOYMENT_CONTROLLER =
      COLUMNS.state(
          10,
          "deployment_controller",
          STRING,
          parent("deploymentController.type"),
          "Deployment controller of the service: EXTERNAL or CODE_DEPLOY.");
  public static final Column<String> TASK_SET_ARN =
      COLUMNS.required(11, "task_set_arn", STRING, requested("taskSetArn"), "ARN of the task set.");
  public static final Column<String> TASK_SET_ID =
      COLUMNS.state(12, "task_set_id", STRING, api("id"), "ID of the task set.");
  public static final Column<String> EXTERNAL_ID =
      COLUMNS.state(
          13,
          "external_id",
          STRING,
          api("externalId"),
          "External ID that the deployment system set.");
  public static final Column<String> STARTED_BY =
      COLUMNS.state(
          14,
          "started_by",
          STRING,
          api("startedBy"),
          "Creator of the task set: CODE_DEPLOY, or the value that the creator set.");
  public static final Column<String> STATUS =
      COLUMNS.state(15, "status", STRING, api("status"), "PRIMARY, ACTIVE or DRAINING.");
  public static final Column<String> TASK_DEFINITION_ARN =
      COLUMNS.state(
          16,
          "task_definition_arn",
          STRING,
          api("taskDefinition"),
          "Task definition that the task set runs.");
  public static final Column<String> TASK_DEFINITION_FAMILY =
      SharedColumns.taskDefinitionFamily(COLUMNS, 17);
  public static final Column<Integer> TASK_DEFINITION_REVISION =
      SharedColumns.taskDefinitionRevision(COLUMNS, 18);
  public static final Column<Integer> COMPUTED_DESIRED_COUNT =
      COLUMNS.measure(
          19,
          "computed_desired_count",
          INTEGER,
          api("computedDesiredCount"),
          "Desired number of tasks: the scale times the desired count of the service, rounded up.");
  public static final Column<Integer> PENDING_COUNT = SharedColumns.pendingCount(COLUMNS, 20);
  public static final Column<Integer> RUNNING_COUNT = SharedColumns.runningCount(COLUMNS, 21);
  public static final Column<Instant> CREATED_AT =
      COLUMNS.state(
          22, "created_at", TIMESTAMP, api("createdAt"), "When the task set was created.");
  public static final Column<Instant> UPDATED_AT =
      COLUMNS.state(
          23, "updated_at", TIMESTAMP, api("updatedAt"), "When the task set was last updated.");
  public static final Column<String> LAUNCH_TYPE = SharedColumns.launchType(COLUMNS, 24);
  public static final Column<String> PLATFORM_VERSION = SharedColumns.platformVersion(COLUMNS, 25);
  public static final Column<String> PLATFORM_FAMILY = SharedColumns.platformFamily(COLUMNS, 26);
  public static final Column<List<Struct>> CAPACITY_PROVIDER_STRATEGY =
      SharedColumns.capacityProviderStrategy(COLUMNS, 27);
  public static final Column<List<String>> SUBNETS = SharedColumns.subnets(COLUMNS, 28);
  public static final Column<List<String>> SECURITY_GROUPS =
      SharedColumns.securityGroups(COLUMNS, 29);
  public static final Column<String> ASSIGN_PUBLIC_IP = SharedColumns.assignPublicIp(COLUMNS, 30);
  public static final Column<List<Struct>> LOAD_BALANCERS =
      SharedColumns.loadBalancers(COLUMNS, 31);
  public static final Column<List<Struct>> SERVICE_REGISTRIES =
      SharedColumns.serviceRegistries(COLUMNS, 32);
  public static final Column<Double> SCALE_VALUE =
      COLUMNS.state(
          33,
          "scale_value",
          DOUBLE,
          api("scale.value"),
          "Share of the desired count of the service that this task set runs.");
  public static final Column<String> SCALE_UNIT =
      COLUMNS.state(34, "scale_unit", STRING, api("scale.unit"), "Unit of the scale; PERCENT.");
  public static final Column<String> STABILITY_STATUS =
      COLUMNS.state(
          35, "stability_status", STRING, api("stabilityStatus"), "STEADY_STATE or STABILIZING.");
  public static final Column<Instant> STABILITY_STATUS_AT =
      COLUMNS.measure(
          36,
          "stability_status_at",
          TIMESTAMP,
          api("stabilityStatusAt"),
          "When the stability status was retrieved.");
  public static final Column<String> FARGATE_EPHEMERAL_STORAGE_KMS_KEY_ID =
      COLUMNS.state(
          37,
          "fargate_ephemeral_storage_kms_key_id",
          STRING,
          api("fargateEphemeralStorage.kmsKeyId"),
          "KMS key of the ephemeral storage on Fargate.");
  public static final Column<List<Struct>> TAGS =
      COLUMNS.state(
          38,
          "tags",
          Shapes.TAGS,
          api("tags"),
          "Tags of the task set, sorted by key; absent when they could not be read.");
  public static final Column<Boolean> TAGS_KNOWN =
      COLUMNS.required(
          39,
          "tags_known",
          BOOLEAN,
          stage(),
          "Whether the tags were read; if false, nothing is known about them.");
  public static final Column<String> COMPLIANCE_STATUS =
      COLUMNS.evaluated(
          40,
          "compliance_status",
          STRING,
          "COMPLIANT, NON_COMPLIANT, UNKNOWN when the tags or the account's policy are not known,"
              + " NOT_EVALUATED without a policy or an applicable rule.");

  /**
   * A measure, because a changed reason, or one that earlier versions did not record, is no new
   * state.
   */
  public static final Column<String> NOT_EVALUATED_REASON =
      COLUMNS.measure(
          41,
          "not_evaluated_reason",
          STRING,
          stage(),
          "Why a task set is NOT_EVALUATED: NO_POLICY, NO_APPLICABLE_RULE or DRAINING_EXCLUDED;"
              + " absent with any other status.");

  public static final Column<String> REPORTED_CLUSTER_ARN =
      COLUMNS.state(
          42,
          "reported_cluster_arn",
          STRING,
          stage(),
          "The task set's own clusterArn; absent where ECS omits it or it equals cluster_arn.");
  public static final Column<String> REPORTED_SERVICE_ARN =
      COLUMNS.state(
          43,
          "reported_service_arn",
          STRING,
          stage(),
          "The task set's own serviceArn; absent where ECS omits it or it equals service_arn.");

  /** A measure: the tag is the service's, so that its change is no new state of the task set. */
  public static final Column<List<String>> SATISFIED_BY_SERVICE =
      COLUMNS.measure(
          44,
          "satisfied_by_service",
          Shapes.SORTED_STRINGS,
          stage(),
          "Required tags that the service has instead of the task set, as the tag policy accepts"
              + " for the deployment controller CODE_DEPLOY; absent where there is none.");

  public static final Dataset DATASET =
      Dataset.of(
          "task_sets", "One row per task set.", COLUMNS, TASK_SET_ARN, CLUSTER_ARN, SERVICE_ARN);

  private TaskSets() {}
}
