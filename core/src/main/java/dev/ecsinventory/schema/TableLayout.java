package dev.ecsinventory.schema;

import java.util.List;

/**
 * Keys and indexes of the DynamoDB table. Attribute names are column names; what is named here
 * beside them exists for the keys' sake.
 *
 * <p>An index holds only the items that have both its attributes, so leaving an attribute out takes
 * an item out of the index: that is how {@code by_cluster} holds current items only.
 */
public final class TableLayout {
  public static final String PARTITION_KEY = "pk";
  public static final String SORT_KEY = "sk";

  /** Begin the partition keys of resources; the ARN follows. */
  public static final String TASK_SET_PREFIX = "TASKSET#";

  public static final String SERVICE_PREFIX = "SERVICE#";
  public static final String CLUSTER_PREFIX = "CLUSTER#";

  /** Sort key of a resource as last seen. */
  public static final String CURRENT = "CURRENT";

  /**
   * Begins the sort key of a resource as it was from a snapshot on; the snapshot's time follows.
   */
  public static final String VERSION_PREFIX = "VERSION#";

  /** Partition of the snapshots' summaries, with the snapshot id as sort key. */
  public static final String SNAPSHOT_PARTITION = "SNAPSHOT";

  /**
   * Begins the partitions of what is known: of a cluster's services, followed by the cluster's ARN,
   * and of a place's clusters, followed by its account and region.
   */
  public static final String MEMBERS_PREFIX = "MEMBERS#";

  /** Partition of the accounts and regions that a committed snapshot has read whole. */
  public static final String PLACES_PARTITION = "PLACES";

  /** When a resource was found to be gone: the time of the snapshot that no longer had it. */
  public static final String DELETED_AT = "deleted_at";

  /** When a current item was last written: not before its resource was read, by the clock. */
  public static final String OBSERVED_AT = "observed_at";

  /** When, and why, a snapshot was withdrawn; on its summary. */
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
