package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.format.TimestampText;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The state table in DynamoDB, with the layout of {@link TableLayout}. One query of small items
 * reads the digests of a cluster's services and their task sets, so that only changed resources are
 * written, and unchanged ones are not read.
 */
public final class DynamoDbStateTable implements StateTable {
  /** Usually the first item is the requested snapshot; scoped snapshots may precede it. */
  private static final int FEW = 8;

  private final DynamoDbTable table;
  private final Duration retention;

  /**
   * The table that {@code client} calls {@code table}.
   *
   * @param retention retention of a version after another one superseded it
   */
  public DynamoDbStateTable(DynamoDbClient client, String table, Duration retention) {
    this(client, table, retention, StorageRetry.DEFAULT);
  }

  public DynamoDbStateTable(
      DynamoDbClient client, String table, Duration retention, StorageRetry retry) {
    this.table =
        new DynamoDbTable(
            requireNonNull(client, "client is null"),
            requireNonNull(table, "table is null"),
            retry);
    this.retention = requireNonNull(retention, "retention is null");
  }

  /**
   * {@inheritDoc}
   *
   * <p>When a newer snapshot of at least the same scope is committed, this one does not write the
   * current state, because its values are older.
   */
  @Override
  public Session begin(SnapshotId snapshot, Deadline deadline) {
    DynamoDbTable session = table.until(deadline);
    String wholeOfTime = new SnapshotId(snapshot.time(), Optional.empty()).value();
    List<Map<String, AttributeValue>> since =
        session.partition(TableLayout.SNAPSHOT_PARTITION, wholeOfTime);
    SortedSet<SnapshotId> withdrawn = new TreeSet<>(Comparator.comparing(SnapshotId::value));
    Optional<SnapshotId> superseding = Optional.empty();
    for (Map<String, AttributeValue> item : since) {
      SnapshotId id = SnapshotId.parse(item.get(TableLayout.SORT_KEY).s());
      if (isWithdrawn(item)) {
        withdrawn.add(id);
      } else if (id.time().isAfter(snapshot.time()) && covers(id, snapshot)) {
        superseding = Optional.of(id);
      }
    }
    boolean itself =
        session
            .get(TableLayout.SNAPSHOT_PARTITION, snapshot.value())
            .filter(DynamoDbStateTable::isWithdrawn)
            .isPresent();
    StateWriting writing = new StateWriting(session, snapshot, retention, withdrawn);
    return new Writing(writing, itself ? Optional.of(snapshot) : superseding);
  }

  private static boolean isWithdrawn(Map<String, AttributeValue> summary) {
    return summary.containsKey(TableLayout.WITHDRAWN_AT);
  }

  @Override
  public void withdraw(SnapshotId snapshot, Instant at, String reason) {
    table.setIfAbsent(
        DynamoDbTable.key(TableLayout.SNAPSHOT_PARTITION, snapshot.value()),
        TableLayout.WITHDRAWN_AT,
        Map.of(
            TableLayout.WITHDRAWN_AT, AttributeValue.fromS(TimestampText.text(at)),
            TableLayout.WITHDRAWN_REASON, AttributeValue.fromS(reason)));
  }

  @Override
  public void acquireLease(SnapshotId snapshot, Instant now) {
    new SnapshotLease(table).acquire(snapshot, now);
  }

  @Override
  public void releaseLease(SnapshotId snapshot) {
    new SnapshotLease(table).release(snapshot);
  }

  @Override
  public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
    String end = SnapshotId.at(before, Optional.empty()).value();
    return table
        .last(
            TableLayout.SNAPSHOT_PARTITION,
            SnapshotId.at(from, Optional.empty()).value(),
            end,
            FEW,
            item -> !isWithdrawn(item) && isFullBefore(item.get(TableLayout.SORT_KEY).s(), end))
        .map(DynamoDbStateTable::past);
  }

  private static boolean isFullBefore(String id, String end) {
    return id.indexOf('-') < 0 && id.compareTo(end) < 0;
  }

  private static PastSnapshot past(Map<String, AttributeValue> item) {
    return new PastSnapshot(
        Instant.parse(item.get(Snapshots.DATASET.snapshotTime().name()).s()),
        SnapshotStatus.valueOf(item.get(Snapshots.STATUS.name()).s()),
        Optional.ofNullable(item.get(Snapshots.COMPLIANT_COUNT.name()))
            .map(
                compliant ->
                    new ComplianceCounts(
                        Integer.parseInt(compliant.n()),
                        count(item, Snapshots.NON_COMPLIANT_COUNT),
                        count(item, Snapshots.UNKNOWN_COUNT),
                        count(item, Snapshots.NOT_EVALUATED_COUNT))));
  }

  private static int count(Map<String, AttributeValue> item, Column<Integer> column) {
    return Integer.parseInt(item.get(column.name()).n());
  }

  private static boolean covers(SnapshotId newer, SnapshotId snapshot) {
    return newer.scopeHash().isEmpty() || newer.scopeHash().equals(snapshot.scopeHash());
  }

  private final class Writing implements Session {
    private final SnapshotId snapshot;
    private final Optional<SnapshotId> superseded;
    private final DynamoDbTable table;
    private final DigestReader digests;
    private final DigestWriter writer;
    private final BaselineRegions places;

    Writing(StateWriting writing, Optional<SnapshotId> superseded) {
      this.table = writing.table();
      this.snapshot = writing.snapshot();
      this.digests = new DigestReader(table);
      this.places = new BaselineRegions(table);

      this.superseded = superseded;
      this.writer = new DigestWriter(writing);
    }

    @Override
    public Optional<SnapshotId> supersededBy() {
      return superseded;
    }

    @Override
    public Compared compare(TargetRows rows, Coverage coverage, ReadSpan read) {
      if (superseded.isPresent()) {
        return Compared.NONE;
      }
      TargetDigests target = new TargetDigests(digests, rows, coverage, read);
      return new Compared() {
        @Override
        public List<ComplianceChange> complianceChanges() {
          return target.complianceChanges(places::isKnown);
        }

        @Override
        public void write() {
          target.write(writer);
        }
      };
    }

    @Override
    public boolean recorded(ServiceIdentity service, String taskSetArn, ComplianceStatus status) {
      return table
          .get(
              ResourceKey.ofTaskSet(service, taskSetArn).partition(),
              StateItem.versionSortKey(snapshot.time()))
          .filter(item -> item.get(StateItem.ID).s().equals(snapshot.value()))
          .filter(item -> item.get(TaskSets.COMPLIANCE_STATUS.name()).s().equals(status.name()))
          .isPresent();
    }

    @Override
    public void putBaselineRegions(Collection<AccountRegion> read) {
      if (superseded.isEmpty()) {
        read.forEach(places::keep);
      }
    }

    @Override
    public void writeListing(
        AccountRegion accountRegion, List<String> clusterArns, Instant listedAt) {
      if (superseded.isPresent()) {
        return;
      }
      Set<String> listed = Set.copyOf(clusterArns);
      Map<String, Digest> known = digests.clusters(accountRegion);
      for (String gone : known.keySet()) {
        if (!listed.contains(gone)) {
          deleteCluster(accountRegion, known.get(gone), ReadSpan.since(listedAt));
        }
      }
    }

    /**
     * Deletes the contents of the cluster first: as long as its digest exists, a retry executes
     * this again. If a snapshot has observed a resource in the cluster since, the cluster exists.
     */
    private void deleteCluster(AccountRegion accountRegion, Digest cluster, ReadSpan read) {
      String arn = cluster.arn();
      TargetDigests.ofGoneCluster(digests, arn, read).write(writer);
      if (digests.services(arn).isEmpty()) {
        writer.write(
            cluster,
            DigestRows.goneCluster(arn, read),
            () ->
                digests
                    .clusters(accountRegion, arn, arn)
                    .getOrDefault(arn, digests.unknownCluster(accountRegion, arn)));
      }
    }

    @Override
    public void writeSummary(Row summary) {
      Map<String, AttributeValue> item = ItemDocument.of(summary);
      item.putAll(DynamoDbTable.key(TableLayout.SNAPSHOT_PARTITION, snapshot.value()));
      if (!summary.get(Snapshots.DATASET.snapshotId()).equals(snapshot.value())) {
        throw new IllegalArgumentException("not a summary of " + snapshot + ": " + summary);
      }
      table.putUnless(TableLayout.WITHDRAWN_AT, item);
    }
  }
}
