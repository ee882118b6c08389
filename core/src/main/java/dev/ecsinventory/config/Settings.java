package dev.ecsinventory.config;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The function's validated settings.
 *
 * @param bucket bucket of the snapshots
 * @param table table of the current state
 * @param functionName name of the Lambda function; {@link #LOCAL_FUNCTION} elsewhere
 * @param homeRegion Region of the function, its bucket and its table
 * @param regions regions to read, in every account; never empty
 * @param roles roles to assume for other accounts
 * @param externalId external ID that the roles require when they are assumed
 * @param tagPolicy location of the tag policy; empty means that tags are not evaluated
 * @param events whether changes of compliance are sent to the event bus; without effect if there is
 *     no policy
 * @param readsPerSecond request rate to ECS per account and Region
 * @param versionRetentionDays number of days after which a superseded version or a deleted item
 *     expires
 * @param retention number of days after which the bucket's lifecycle deletes data files
 * @param stateMachine ARN of the state machine that takes the snapshots; empty when the function
 *     takes them alone
 * @param discovery how the accounts of an organization are found; empty when {@code roles} names
 *     them
 */
public record Settings(
    String bucket,
    String table,
    String functionName,
    String homeRegion,
    String prefix,
    Set<FileFormat> formats,
    List<String> regions,
    List<String> roles,
    Optional<String> externalId,
    Optional<String> tagPolicy,
    boolean events,
    double readsPerSecond,
    int versionRetentionDays,
    Retention retention,
    Optional<String> stateMachine,
    Optional<Discovery> discovery) {
  public static final String BUCKET = "INVENTORY_BUCKET";
  public static final String TABLE = "INVENTORY_TABLE";
  public static final String PREFIX = "INVENTORY_PREFIX";
  public static final String FORMATS = "INVENTORY_FORMATS";
  public static final String REGIONS = "INVENTORY_REGIONS";
  public static final String ROLES = "INVENTORY_ROLES";
  public static final String ACCOUNTS = "INVENTORY_ACCOUNTS";
  public static final String ROLE_NAME = "INVENTORY_ROLE_NAME";
  public static final String EXCLUDE_ACCOUNTS = "INVENTORY_EXCLUDE_ACCOUNTS";
  public static final String EXCLUDE_REGIONS = "INVENTORY_EXCLUDE_REGIONS";
  public static final String EXTERNAL_ID = "INVENTORY_EXTERNAL_ID";
  public static final String VERSION_RETENTION_DAYS = "INVENTORY_VERSION_RETENTION_DAYS";
  public static final String JSON_RETENTION_DAYS = "INVENTORY_JSON_RETENTION_DAYS";
  public static final String PARQUET_RETENTION_DAYS = "INVENTORY_PARQUET_RETENTION_DAYS";
  public static final String STATE_MACHINE = "INVENTORY_STATE_MACHINE";
  public static final String EVENTS = "INVENTORY_EVENTS";
  public static final String TAG_POLICY = "TAG_POLICY";
  public static final String READS_PER_SECOND = "ECS_READS_PER_SECOND";

  /** Lambda sets it in every function. */
  public static final String FUNCTION_NAME = "AWS_LAMBDA_FUNCTION_NAME";

  /** The function name outside Lambda. */
  public static final String LOCAL_FUNCTION = "local";

  public static final String DEFAULT_PREFIX = "inventory/";
  public static final Set<FileFormat> DEFAULT_FORMATS = Set.of(FileFormat.JSON, FileFormat.PARQUET);

  /** Half of ECS's refill rate, so that the customer's deployments have the other half. */
  public static final double DEFAULT_READS_PER_SECOND = 10;

  /** A year and a month: an annual audit can compare with the previous one. */
  public static final int DEFAULT_VERSION_RETENTION_DAYS = 396;

  public Settings {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(table, "table is null");
    requireNonNull(functionName, "functionName is null");
    requireNonNull(homeRegion, "homeRegion is null");
    requireNonNull(prefix, "prefix is null");
    formats = Set.copyOf(formats);
    regions = List.copyOf(regions);
    roles = List.copyOf(roles);
    requireNonNull(externalId, "externalId is null");
    requireNonNull(tagPolicy, "tagPolicy is null");
    requireNonNull(retention, "retention is null");
    requireNonNull(stateMachine, "stateMachine is null");
    requireNonNull(discovery, "discovery is null");
  }

  /**
   * Reads and checks the settings.
   *
   * @throws InvalidInputException naming every setting that is missing, unknown or wrong
   */
  public static Settings from(Map<String, String> environment) {
    return new SettingsReader(environment).read();
  }

  public ObjectKeys keys() {
    return new ObjectKeys(prefix);
  }
}
