package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.BOOLEAN;
import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.ColumnType.TIMESTAMP;
import static dev.ecsinventory.schema.Source.api;
import static dev.ecsinventory.schema.Source.other;
import static dev.ecsinventory.schema.Source.requested;
import static dev.ecsinventory.schema.Source.stage;

import java.time.Instant;
import java.util.List;

/**
 * {@code services}: one row per service. Its task sets are rows of {@code task_sets}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html">
 *     Service</a>
 */
public final class Services {
  private static final Columns COLUMNS = new Columns();

  public static final Column<String> CLUSTER_ARN =
      COLUMNS.required(6, "cluster_arn", STRING, requested("clusterArn"), "ARN of the cluster.");
  public static final Column<String> CLUSTER_NAME = SharedColumns.clusterName(COLUMNS, 7);
  public static final Column<String> SERVICE_ARN =
      COLUMNS.required(
          8,
          "service_arn",
          STRING,
          requested("serviceArn"),
          "ARN of the service, in the form in which it was listed.");
  public static final Column<String> SERVICE_NAME =
      COLUMNS.state(9, "service_name", STRING, api("serviceName"), "Name of the service.");
  public static final Column<String> STATUS =
      COLUMNS.state(10, "status", STRING, api("status"), "ACTIVE, DRAINING or INACTIVE.");
  public static final Column<String> DEPLOYMENT_CONTROLLER =
      COLUMNS.state(
          11,
          "deployment_controller",
          STRING,
          api("deploymentController.type"),
          "ECS, CODE_DEPLOY or EXTERNAL; absent means ECS.");
  public static final Column<Integer> DESIRED_COUNT =
      COLUMNS.measure(
          12, "desired_count", INTEGER, api("desiredCount"), "Desired number of tasks.");
  public static final Column<Integer> PENDING_COUNT = SharedColumns.pendingCount(COLUMNS, 13);
  public static final Column<Integer> RUNNING_COUNT = SharedColumns.runningCount(COLUMNS, 14);
  public static final Column<Integer> TASK_SET_COUNT =
      COLUMNS.measure(
          15,
          "task_set_count",
          INTEGER,
          stage(),
          "Task sets of the service, draining ones included; absent when not all are known.");
  public static final Column<String> LAUNCH_TYPE = SharedColumns.launchType(COLUMNS, 16);
  public static final Column<String> PLATFORM_VERSION = SharedColumns.platformVersion(COLUMNS, 17);
  public static final Column<String> PLATFORM_FAMILY = SharedColumns.platformFamily(COLUMNS, 18);
  public static final Column<List<Struct>> CAPACITY_PROVIDER_STRATEGY =
      SharedColumns.capacityProviderStrategy(COLUMNS, 19);
  public static final Column<String> SCHEDULING_STRATEGY =
      COLUMNS.state(
          20, "scheduling_strategy", STRING, api("schedulingStrategy"), "REPLICA or DAEMON.");
  public static final Column<String> TASK_DEFINITION_ARN =
      COLUMNS.state(
          21,
          "task_definition_arn",
          STRING,
          api("taskDefinition"),
          "Task definition of a rolling service.");
  public static final Column<String> TASK_DEFINITION_FAMILY =
      SharedColumns.taskDefinitionFamily(COLUMNS, 22);
  public static final Column<Integer> TASK_DEFINITION_REVISION =
      SharedColumns.taskDefinitionRevision(COLUMNS, 23);
  public static final Column<List<String>> SUBNETS = SharedColumns.subnets(COLUMNS, 24);
  public static final Column<List<String>> SECURITY_GROUPS =
      SharedColumns.securityGroups(COLUMNS, 25);
  public static final Column<String> ASSIGN_PUBLIC_IP = SharedColumns.assignPublicIp(COLUMNS, 26);
  public static final Column<List<Struct>> LOAD_BALANCERS =
      SharedColumns.loadBalancers(COLUMNS, 27);
  public static final Column<List<Struct>> SERVICE_REGISTRIES =
      SharedColumns.serviceRegistries(COLUMNS, 28);
  public static final Column<List<Struct>> PLACEMENT_CONSTRAINTS =
      COLUMNS.state(
          29,
          "placement_constraints",
          Shapes.PLACEMENT_CONSTRAINTS,
          api("placementConstraints"),
          "Placement constraints.");
  public static final Column<List<Struct>> PLACEMENT_STRATEGY =
      COLUMNS.state(
          30,
          "placement_strategy",
          Shapes.PLACEMENT_STRATEGY,
          api("placementStrategy"),
          "Placement strategy, in its order.");
  public static final Column<Integer> HEALTH_CHECK_GRACE_PERIOD_SECONDS =
      COLUMNS.state(
          31,
          "health_check_grace_period_seconds",
          INTEGER,
          api("healthCheckGracePeriodSeconds"),
          "Seconds in which unhealthy load balancer checks are ignored.");
  public static final Column<String> DEPLOYMENT_STRATEGY =
      COLUMNS.state(
          32,
          "deployment_strategy",
          STRING,
          api("deploymentConfiguration.strategy"),
          "ROLLING, BLUE_GREEN, LINEAR or CANARY.");
  public static final Column<Integer> DEPLOYMENT_MAXIMUM_PERCENT =
      COLUMNS.state(
          33,
          "deployment_maximum_percent",
          INTEGER,
          api("deploymentConfiguration.maximumPercent"),
          "Upper limit of running tasks in a deployment, in percent.");
  public static final Column<Integer> DEPLOYMENT_MINIMUM_HEALTHY_PERCENT =
      COLUMNS.state(
          34,
          "deployment_minimum_healthy_percent",
          INTEGER,
          api("deploymentConfiguration.minimumHealthyPercent"),
          "Lower limit of healthy tasks in a deployment, in percent.");
  public static final Column<Integer> DEPLOYMENT_BAKE_TIME_MINUTES =
      COLUMNS.state(
          35,
          "deployment_bake_time_minutes",
          INTEGER,
          api("deploymentConfiguration.bakeTimeInMinutes"),
          "Minutes in which both revisions run at the same time.");
  public static final Column<Boolean> CIRCUIT_BREAKER_ENABLED =
      COLUMNS.state(
          36,
          "circuit_breaker_enabled",
          BOOLEAN,
          api("deploymentConfiguration.deploymentCircuitBreaker.enable"),
          "Whether the deployment circuit breaker is on.");
  public static final Column<Boolean> CIRCUIT_BREAKER_ROLLBACK =
      COLUMNS.state(
          37,
          "circuit_breaker_rollback",
          BOOLEAN,
          api("deploymentConfiguration.deploymentCircuitBreaker.rollback"),
          "Whether the circuit breaker rolls back.");
  public static final Column<List<String>> DEPLOYMENT_ALARM_NAMES =
      COLUMNS.state(
          38,
          "deployment_alarm_names",
          Shapes.SORTED_STRINGS,
          api("deploymentConfiguration.alarms.alarmNames"),
          "CloudWatch alarms that watch deployments, sorted.");
  public static final Column<Boolean> DEPLOYMENT_ALARMS_ENABLED =
      COLUMNS.state(
          39,
          "deployment_alarms_enabled",
          BOOLEAN,
          api("deploymentConfiguration.alarms.enable"),
          "Whether deployment alarms are on.");
  public static final Column<Boolean> DEPLOYMENT_ALARMS_ROLLBACK =
      COLUMNS.state(
          40,
          "deployment_alarms_rollback",
          BOOLEAN,
          api("deploymentConfiguration.alarms.rollback"),
          "Whether an alarm rolls the deployment back.");
  public static final Column<String> AVAILABILITY_ZONE_REBALANCING =
      COLUMNS.state(
          41,
          "availability_zone_rebalancing",
          STRING,
          api("availabilityZoneRebalancing"),
          "ENABLED or DISABLED.");
  public static final Column<Boolean> ENABLE_ECS_MANAGED_TAGS =
      COLUMNS.state(
          42,
          "enable_ecs_managed_tags",
          BOOLEAN,
          api("enableECSManagedTags"),
          "Whether ECS tags the tasks with cluster and service.");
  public static final Column<String> PROPAGATE_TAGS =
      COLUMNS.state(
          43,
          "propagate_tags",
          STRING,
          api("propagateTags"),
          "Source of the tags of tasks: SERVICE, TASK_DEFINITION or NONE; task sets inherit none.");
  public static final Column<Boolean> ENABLE_EXECUTE_COMMAND =
      COLUMNS.state(
          44,
          "enable_execute_command",
          BOOLEAN,
          api("enableExecuteCommand"),
          "Whether ECS Exec is on.");
  public static final Column<String> RESOURCE_MANAGEMENT_TYPE =
      COLUMNS.state(
          45,
          "resource_management_type",
          STRING,
          api("resourceManagementType"),
          "Who manages the resource: CUSTOMER or ECS.");
  public static final Column<String> ROLE_ARN =
      COLUMNS.state(
          46,
          "role_arn",
          STRING,
          api("roleArn"),
          "Role with which ECS registers tasks at load balancers.");
  public static final Column<Instant> CREATED_AT =
      COLUMNS.state(47, "created_at", TIMESTAMP, api("createdAt"), "When the service was created.");
  public static final Column<String> CREATED_BY =
      COLUMNS.state(
          48, "created_by", STRING, api("createdBy"), "Principal that created the service.");
  public static final Column<List<Struct>> TAGS =
      COLUMNS.state(49, "tags", Shapes.TAGS, api("tags"), "Tags of the service, sorted by key.");
  public static final Column<Boolean> TAGS_KNOWN =
      COLUMNS.required(50, "tags_known", BOOLEAN, stage(), "Whether the tags were read.");
  public static final Column<String> CIRCUIT_BREAKER_THRESHOLD_TYPE =
      COLUMNS.state(
          51,
          "circuit_breaker_threshold_type",
          STRING,
          api("deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.type"),
          "Unit of the circuit breaker's failure threshold: COUNT, BOUNDED_PERCENT or"
              + " UNBOUNDED_PERCENT.");
  public static final Column<Integer> CIRCUIT_BREAKER_THRESHOLD_VALUE =
      COLUMNS.state(
          52,
          "circuit_breaker_threshold_value",
          INTEGER,
          api("deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value"),
          "Failure threshold of the circuit breaker.");
  public static final Column<Boolean> CIRCUIT_BREAKER_RESET_ON_HEALTHY_TASK =
      COLUMNS.state(
          53,
          "circuit_breaker_reset_on_healthy_task",
          BOOLEAN,
          api("deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask"),
          "Whether a healthy task resets the circuit breaker's count of failures.");
  public static final Column<Boolean> EARLY_SUCCESS_ENABLED =
      COLUMNS.state(
          54,
          "early_success_enabled",
          BOOLEAN,
          api("deploymentConfiguration.earlySuccessCriteria.enable"),
          "Whether a rolling deployment can succeed before it is stable.");
  public static final Column<Integer> EARLY_SUCCESS_HEALTHY_PERCENT =
      COLUMNS.state(
          55,
          "early_success_healthy_percent",
          INTEGER,
          api("deploymentConfiguration.earlySuccessCriteria.healthyPercent"),
          "Healthy tasks at which a deployment succeeds early, in percent of the desired count.");
  public static final Column<String> EARLY_SUCCESS_SOURCE_CLEANUP =
      COLUMNS.state(
          56,
          "early_success_source_cleanup",
          STRING,
          api("deploymentConfiguration.earlySuccessCriteria.sourceServiceRevisionCleanup"),
          "Whether removal of the source revision's tasks is BLOCKING or DEFERRED.");
  public static final Column<String> REPORTED_CLUSTER_ARN =
      COLUMNS.state(
          57,
          "reported_cluster_arn",
          STRING,
          stage(),
          "The clusterArn in the description; absent where ECS omits it or it equals"
              + " cluster_arn.");
  public static final Column<String> REPORTED_SERVICE_ARN =
      COLUMNS.state(
          58,
          "reported_service_arn",
          STRING,
          stage(),
          "The serviceArn in the description; absent where it equals service_arn.");

  public static final Column<String> OTHER =
      COLUMNS.detail(
          59,
          "other",
          STRING,
          other("events", "taskSets"),
          "Fields without a column, such as deployments, as a JSON object in the API's form,"
              + " without events; absent when there is none.");

  public static final Dataset DATASET =
      Dataset.of("services", "One row per service.", COLUMNS, SERVICE_ARN, CLUSTER_ARN);

  private Services() {}
}
