package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.BOOLEAN;
import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.Source.api;
import static dev.ecsinventory.schema.Source.other;
import static dev.ecsinventory.schema.Source.requested;
import static dev.ecsinventory.schema.Source.stage;

import java.util.List;

/**
 * {@code clusters}: one row per cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html">
 *     Cluster</a>
 */
public final class Clusters {
  private static final Columns COLUMNS = new Columns();

  public static final Column<String> CLUSTER_ARN =
      COLUMNS.required(6, "cluster_arn", STRING, requested("clusterArn"), "ARN of the cluster.");
  public static final Column<String> CLUSTER_NAME =
      COLUMNS.required(7, "cluster_name", STRING, api("clusterName"), "Name of the cluster.");
  public static final Column<String> STATUS =
      COLUMNS.state(
          8,
          "status",
          STRING,
          api("status"),
          "ACTIVE, PROVISIONING, DEPROVISIONING, FAILED or INACTIVE.");
  public static final Column<Integer> REGISTERED_CONTAINER_INSTANCES_COUNT =
      COLUMNS.measure(
          9,
          "registered_container_instances_count",
          INTEGER,
          api("registeredContainerInstancesCount"),
          "Container instances registered.");
  public static final Column<Integer> RUNNING_TASKS_COUNT =
      COLUMNS.measure(
          10, "running_tasks_count", INTEGER, api("runningTasksCount"), "Tasks in state RUNNING.");
  public static final Column<Integer> PENDING_TASKS_COUNT =
      COLUMNS.measure(
          11, "pending_tasks_count", INTEGER, api("pendingTasksCount"), "Tasks in state PENDING.");
  public static final Column<Integer> ACTIVE_SERVICES_COUNT =
      COLUMNS.measure(
          12,
          "active_services_count",
          INTEGER,
          api("activeServicesCount"),
          "Services in state ACTIVE.");
  public static final Column<List<String>> CAPACITY_PROVIDERS =
      COLUMNS.state(
          13,
          "capacity_providers",
          Shapes.SORTED_STRINGS,
          api("capacityProviders"),
          "Capacity providers of the cluster, sorted.");
  public static final Column<List<Struct>> DEFAULT_CAPACITY_PROVIDER_STRATEGY =
      COLUMNS.state(
          14,
          "default_capacity_provider_strategy",
          Shapes.CAPACITY_PROVIDER_STRATEGY,
          api("defaultCapacityProviderStrategy"),
          "Strategy of services and tasks that do not specify one.");
  public static final Column<List<Struct>> SETTINGS =
      COLUMNS.state(
          15,
          "settings",
          Shapes.SETTINGS,
          api("settings"),
          "Cluster settings, such as containerInsights, sorted by name.");
  public static final Column<String> EXECUTE_COMMAND_KMS_KEY_ID =
      COLUMNS.state(
          16,
          "execute_command_kms_key_id",
          STRING,
          api("configuration.executeCommandConfiguration.kmsKeyId"),
          "KMS key of ECS Exec sessions.");
  public static final Column<String> EXECUTE_COMMAND_LOGGING =
      COLUMNS.state(
          17,
          "execute_command_logging",
          STRING,
          api("configuration.executeCommandConfiguration.logging"),
          "Logging of ECS Exec: NONE, DEFAULT or OVERRIDE.");
  public static final Column<String> EXECUTE_COMMAND_LOG_GROUP_NAME =
      COLUMNS.state(
          18,
          "execute_command_log_group_name",
          STRING,
          api("configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName"),
          "Log group of ECS Exec.");
  public static final Column<Boolean> EXECUTE_COMMAND_LOG_GROUP_ENCRYPTED =
      COLUMNS.state(
          19,
          "execute_command_log_group_encrypted",
          BOOLEAN,
          api(
              "configuration.executeCommandConfiguration.logConfiguration.cloudWatchEncryptionEnabled"),
          "Whether the log group of ECS Exec must be encrypted.");
  public static final Column<String> EXECUTE_COMMAND_BUCKET_NAME =
      COLUMNS.state(
          20,
          "execute_command_bucket_name",
          STRING,
          api("configuration.executeCommandConfiguration.logConfiguration.s3BucketName"),
          "Bucket of ECS Exec logs.");
  public static final Column<Boolean> EXECUTE_COMMAND_BUCKET_ENCRYPTED =
      COLUMNS.state(
          21,
          "execute_command_bucket_encrypted",
          BOOLEAN,
          api("configuration.executeCommandConfiguration.logConfiguration.s3EncryptionEnabled"),
          "Whether ECS Exec logs in the bucket are encrypted.");
  public static final Column<String> EXECUTE_COMMAND_BUCKET_PREFIX =
      COLUMNS.state(
          22,
          "execute_command_bucket_prefix",
          STRING,
          api("configuration.executeCommandConfiguration.logConfiguration.s3KeyPrefix"),
          "Key prefix of ECS Exec logs.");
  public static final Column<String> MANAGED_STORAGE_KMS_KEY_ID =
      COLUMNS.state(
          23,
          "managed_storage_kms_key_id",
          STRING,
          api("configuration.managedStorageConfiguration.kmsKeyId"),
          "KMS key of managed storage.");
  public static final Column<String> FARGATE_EPHEMERAL_STORAGE_KMS_KEY_ID =
      COLUMNS.state(
          24,
          "fargate_ephemeral_storage_kms_key_id",
          STRING,
          api("configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId"),
          "KMS key of the ephemeral storage on Fargate.");
  public static final Column<String> SERVICE_CONNECT_NAMESPACE =
      COLUMNS.state(
          25,
          "service_connect_namespace",
          STRING,
          api("serviceConnectDefaults.namespace"),
          "Default Service Connect namespace.");
  public static final Column<List<Struct>> TAGS =
      COLUMNS.state(26, "tags", Shapes.TAGS, api("tags"), "Tags of the cluster, sorted by key.");
  public static final Column<Boolean> TAGS_KNOWN =
      COLUMNS.required(27, "tags_known", BOOLEAN, stage(), "Whether the tags were read.");

  public static final Column<String> OTHER =
      COLUMNS.detail(
          28,
          "other",
          STRING,
          other(),
          "Fields without a column, such as statistics and attachments, as a JSON object in the"
              + " API's form; absent when there is none.");

  public static final Dataset DATASET =
      Dataset.of("clusters", "One row per cluster.", COLUMNS, CLUSTER_ARN);

  private Clusters() {}
}
