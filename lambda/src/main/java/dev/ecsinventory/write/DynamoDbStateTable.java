package dev.ecsinventory.write;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.scan.Coverage;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The state table in DynamoDB, laid out as {@link TableLayout} says. What is known of a cluster is
 * read with one query for its task sets and one for its services, so that only what changed is
 * written.
 */
public final class DynamoDbStateTable implements StateTable {
  /** Sorts after every snapshot id of the same time, with or without a scope's hash. */
  private static final String LAST_OF_TIME = "~";

  private final InventoryTable table;
  private final Duration retention;

  public DynamoDbStateTable(DynamoDbClient client, String table, Duration retention) {
    this.table =
        new InventoryTable(
            requireNonNull(client, "client is null"), requireNonNull(table, "table is null"));
    this.retention = requireNonNull(retention, "retention is null");
  }

  /**
   * {@inheritDoc}
   *
   * <p>When a newer snapshot of at least the same scope is committed, this one leaves the current
   * state alone: what it would write is older than what is there.
   */
  @Override
  public Session begin(SnapshotId snapshot) {
    String wholeOfTime = new SnapshotId(snapshot.time(), Optional.empty()).value();
    boolean superseded =
        table.partition(TableLayout.SNAPSHOT_PARTITION, wholeOfTime + LAST_OF_TIME).stream()
            .map(item -> item.get(TableLayout.SORT_KEY).s())
            .anyMatch(newer -> covers(newer, snapshot));
    return new Writing(snapshot, superseded);
  }

  private static boolean covers(String newer, SnapshotId snapshot) {
    int hash = newer.indexOf('-');
    return hash < 0
        || snapshot.scopeHash().map(own -> own.equals(newer.substring(hash + 1))).orElse(false);
  }

  private final class Writing implements Session {
    private final SnapshotId snapshot;
    private final boolean superseded;
    private final TaskSetItems taskSets;
    private final MemberItems services;
    private final MemberItems clusters;

    Writing(SnapshotId snapshot, boolean superseded) {
      this.snapshot = snapshot;
      this.superseded = superseded;
      this.taskSets = new TaskSetItems(table, snapshot, retention);
      this.services = new MemberItems(table, Services.SERVICE_ARN, snapshot, retention);
      this.clusters = new MemberItems(table, Clusters.CLUSTER_ARN, snapshot, retention);
    }

    @Override
    public void writeTarget(Collection<Row> rows, Coverage coverage) {
      if (superseded) {
        return;
      }
      Map<String, ClusterRows> byCluster = new HashMap<>();
      coverage.clusters().forEach(arn -> rowsOf(byCluster, arn));
      for (Row row : rows) {
        switch (row.dataset().name()) {
          case "task_sets" -> rowsOf(byCluster, row.get(TaskSets.CLUSTER_ARN)).taskSets().add(row);
          case "services" -> rowsOf(byCluster, row.get(Services.CLUSTER_ARN)).services().add(row);
          case "clusters" -> rowsOf(byCluster, row.get(Clusters.CLUSTER_ARN)).clusters().add(row);
          default -> throw new IllegalArgumentException("not a target's row: " + row);
        }
      }
      Parallel.forEach(
          byCluster.entrySet(), entry -> write(entry.getKey(), entry.getValue(), coverage));
    }

    private ClusterRows rowsOf(Map<String, ClusterRows> byCluster, String clusterArn) {
      return byCluster.computeIfAbsent(clusterArn, arn -> new ClusterRows());
    }

    private void write(String clusterArn, ClusterRows rows, Coverage coverage) {
      for (Row row : rows.clusters()) {
        clusters.write(members(row), row);
      }
      String parent = MemberItems.PREFIX + clusterArn;
      services.write(parent, rows.services(), arn -> coverage.provesAbsent(clusterArn, arn));
      taskSets.write(
          clusterArn,
          rows.taskSets(),
          (service, taskSet) -> coverage.provesAbsent(clusterArn, service, taskSet));
    }

    private static String members(Row cluster) {
      return members(
          new AccountRegion(
              cluster.get(cluster.dataset().accountId()), cluster.get(cluster.dataset().region())));
    }

    private static String members(AccountRegion place) {
      return MemberItems.PREFIX + place.accountId() + "/" + place.region();
    }

    @Override
    public void writeListing(AccountRegion place, List<String> clusterArns) {
      if (superseded) {
        return;
      }
      for (String gone : clusters.known(members(place))) {
        if (!clusterArns.contains(gone)) {
          // Its services and task sets first: while it is a member, a retry comes by here again.
          taskSets.write(gone, List.of(), (service, taskSet) -> true);
          services.write(MemberItems.PREFIX + gone, List.of(), service -> true);
          clusters.delete(members(place), gone);
        }
      }
    }

    @Override
    public void writeSummary(Row summary) {
      Map<String, AttributeValue> item = ItemDocument.of(summary);
      item.putAll(InventoryTable.key(TableLayout.SNAPSHOT_PARTITION, snapshot.value()));
      if (!summary.get(Snapshots.DATASET.snapshotId()).equals(snapshot.value())) {
        throw new IllegalArgumentException("not a summary of " + snapshot + ": " + summary);
      }
      table.put(item);
    }
  }

  /** The rows of one cluster. */
  private record ClusterRows(List<Row> clusters, List<Row> services, List<Row> taskSets) {
    ClusterRows() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }
}
