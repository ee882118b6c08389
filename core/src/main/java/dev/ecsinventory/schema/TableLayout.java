package dev.ecsinventory.schema;

import java.util.List;

/**
 * Keys and indexes of the DynamoDB table. Attribute names are column names; the additional names
 * here are those of keys.
 *
 * <p>An index contains only the items that have both of its attributes, so an item without one of
 * them is not in the index: this is why {@code by_cluster} contains current items only.
 */
public final class TableLayout {
  public static final String PARTITION_KEY = "pk";
  public static final String SORT_KEY = "sk";

  /** Prefixes of the partition keys of resources; the ARN follows. */
  public static final String TASK_SET_PREFIX = "TASKSET#";

  public static final String SERVICE_PREFIX = "SERVICE#";
  public static final String CLUSTER_PREFIX = "CLUSTER#";

  /** Sort key of the last known state of a resource. */
  public static final String CURRENT = "CURRENT";

  /**
   * Prefix of the sort key of a version, which is the state of a resource since a snapshot; the
   * snapshot's time follows.
   */
  public static final String VERSION_PREFIX = "VERSION#";

  /** Partition of the snapshots' summaries, with the snapshot ID as sort key. */
  public static final String SNAPSHOT_PARTITION = "SNAPSHOT";

  /**
   * Prefix of the partitions of digests: of a cluster's services, followed by the cluster's ARN,
   * and of an account and Region's clusters, followed by account and Region.
   */
  public static final String MEMBERS_PREFIX = "MEMBERS#";

  /** Partition of the accounts and Regions that a committed snapshot has read completely. */
  public static final String PLACES_PARTITION = "PLACES";

  /** Partition of the item that the snapshot in progress holds. */
  public static final String RUNNING_PARTITION = "RUNNING";

  /** When a resource was found deleted: the time of the snapshot that no longer lists it. */
  public static final String DELETED_AT = "deleted_at";

  /** When a current item was last written: not before its resource was read, by the clock. */
  public static final String OBSERVED_AT = "observed_at";

  /** When and why a snapshot was withdrawn; on its summary. */
  public static final String WITHDRAWN_AT = "withdrawn_at";

  public static final String WITHDRAWN_REASON = "withdrawn_reason";

  /** Time to live, in epoch seconds. */
  public static final String EXPIRES_AT = "expires_at";

  public static final String CURRENT_CLUSTER_ARN = "current_cluster_arn";
  public static final String VIOLATING_ACCOUNT_ID = "violating_account_id";

  public static final Index BY_SERVICE =
      new Index("by_service", TaskSets.SERVICE_ARN.name(), TaskSets.TASK_SET_ARN.name());
  public static final Index BY_CLUSTER =
      new Index("by_cluster", CURRENT_CLUSTER_ARN, TaskSets.TASK_SET_ARN.name());
  public static final Index BY_VIOLATION =
      new Index("by_violation", VIOLATING_ACCOUNT_ID, TaskSets.TASK_SET_ARN.name());

  public static final List<Index> INDEXES = List.of(BY_SERVICE, BY_CLUSTER, BY_VIOLATION);

  private TableLayout() {}

  /** A global secondary index; all its keys are strings, and it projects every attribute. */
  public record Index(String name, String partitionKey, String sortKey) {}
}
