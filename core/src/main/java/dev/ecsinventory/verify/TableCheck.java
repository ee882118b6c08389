package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest.ReadRegion;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.manifest.TargetListing.ListedCluster;
import dev.ecsinventory.manifest.TargetListing.ListedService;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.CurrentItems.CurrentItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the table with the newest full snapshot: every row has a current item with its values,
 * and every current item has a row, unless its parent was not read. Items that a newer snapshot
 * wrote are skipped. Where an item of a newer snapshot that is withdrawn differs, the table cannot
 * be checked until the next full snapshot, which overwrites it.
 */
final class TableCheck {
  private final SnapshotUnderCheck snapshot;
  private final CommittedObjects objects;
  private final CurrentItems items;
  private final Instant time;
  private final Set<SnapshotId> withdrawn;
  private final Set<String> compared = new HashSet<>();
  private final Map<SnapshotId, Integer> ofWithdrawn = new HashMap<>();
  private String lastCluster = "";
  private List<CurrentItem> lastItems = List.of();

  /**
   * @param withdrawn all withdrawn snapshots
   */
  TableCheck(
      ObjectStore store,
      ObjectKeys keys,
      SnapshotUnderCheck snapshot,
      CurrentItems items,
      Set<SnapshotId> withdrawn) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.objects = new CommittedObjects(store, keys, snapshot);
    this.items = requireNonNull(items, "items is null");
    this.time = snapshot.id().time();
    this.withdrawn = Set.copyOf(withdrawn);
  }

  void check() {
    if (snapshot.manifest().requested() == null) {
      snapshot
          .findings()
          .notChecked(snapshot.id(), "table", "version 0.1.0 wrote the newest full snapshot");
      return;
    }
    snapshot.findings().tableCompared(snapshot.id());
    for (StoredListing listing : snapshot.manifest().listings()) {
      Optional<TargetListing> read = objects.read(listing);
      Optional<List<Row>> rows = rows(listing.target());
      if (read.isPresent() && rows.isPresent()) {
        check(read.get(), rows.get());
      }
    }
    Set<String> known = new HashSet<>(items.clusters());
    known.removeAll(compared);
    known.stream().filter(this::isProvedAbsent).sorted().forEach(this::checkDeletedCluster);
    ofWithdrawn.forEach(this::notChecked);
  }

  private void notChecked(SnapshotId writer, int items) {
    snapshot
        .findings()
        .notChecked(
            writer,
            "table",
            "%d items of task sets are those of this withdrawn snapshot, until the next full one"
                .formatted(items));
  }

  /** Whether a newer snapshot that is withdrawn wrote an item. */
  private boolean isOfWithdrawn(SnapshotId writer) {
    return writer.time().isAfter(time) && withdrawn.contains(writer);
  }

  private void countOfWithdrawn(SnapshotId writer) {
    ofWithdrawn.merge(writer, 1, Integer::sum);
  }

  private Optional<List<Row>> rows(String target) {
    return snapshot.manifest().files().stream()
        .filter(file -> file.dataset().equals(TaskSets.DATASET.name()))
        .filter(file -> isOf(file, target))
        .flatMap(file -> objects.ifPresent(file).map(content -> rows(file, content)).stream())
        .findFirst();
  }

  private boolean isOf(DataFile file, String target) {
    return objects
        .committedKeys()
        .dataFile(
            FileFormat.of(file.format()), TaskSets.DATASET, snapshot.id(), target, file.sha256())
        .equals(file.key());
  }

  private static List<Row> rows(DataFile file, byte[] content) {
    return RowReader.rows(FileFormat.of(file.format()), TaskSets.DATASET, content);
  }

  private void check(TargetListing listing, List<Row> rows) {
    Map<String, Map<TaskSetIdentity, Row>> byCluster = new HashMap<>();
    for (Row row : rows) {
      byCluster
          .computeIfAbsent(row.get(TaskSets.CLUSTER_ARN), arn -> new HashMap<>())
          .put(TaskSetIdentity.of(row), row);
    }
    for (ListedCluster cluster : listing.clusters()) {
      compared.add(cluster.arn());
      check(cluster, byCluster.getOrDefault(cluster.arn(), Map.of()));
    }
  }

  private void check(ListedCluster cluster, Map<TaskSetIdentity, Row> rows) {
    Set<TaskSetIdentity> present = new HashSet<>();
    for (CurrentItem item : items(cluster)) {
      TaskSetIdentity taskSet = new TaskSetIdentity(item.service(), item.taskSetArn());
      present.add(taskSet);
      Row row = rows.get(taskSet);
      if (isOfWithdrawn(item.snapshot())) {
        if (row == null || (row.get(TaskSets.TAGS_KNOWN) && !item.has(row))) {
          countOfWithdrawn(item.snapshot());
        }
        continue;
      }
      if (item.snapshotTime().isAfter(time)) {
        continue;
      }
      if (row == null) {
        checkUnread(cluster, item);
      } else if (row.get(TaskSets.TAGS_KNOWN) && !item.has(row)) {
        // An item has the last known tags where a row has none.
        snapshot.found(
            FindingCode.TABLE_ITEM_DIFFERS, taskSet.arn(), "it was read in " + snapshot.id());
      }
    }
    rows.keySet().stream()
        .filter(taskSet -> !present.contains(taskSet) && !isDeletedSince(taskSet))
        .forEach(
            taskSet ->
                snapshot.found(
                    FindingCode.TABLE_ITEM_MISSING,
                    taskSet.arn(),
                    "it was read in " + snapshot.id()));
  }

  /** The items of a target's part of a cluster, which is read once for all of its targets. */
  private List<CurrentItem> items(ListedCluster cluster) {
    if (!cluster.arn().equals(lastCluster)) {
      lastCluster = cluster.arn();
      lastItems = List.copyOf(items.ofCluster(lastCluster));
    }
    return lastItems.stream()
        .filter(item -> cluster.servicesInTarget().contains(item.service().serviceArn()))
        .toList();
  }

  private boolean isDeletedSince(TaskSetIdentity taskSet) {
    Optional<SnapshotId> deletedBy = items.deletedBy(taskSet.service(), taskSet.arn());
    deletedBy.filter(this::isOfWithdrawn).ifPresent(this::countOfWithdrawn);
    return deletedBy.map(SnapshotId::time).filter(time::isBefore).isPresent();
  }

  /**
   * A current item without a row is no contradiction as long as the resource's absence is not
   * proved.
   */
  private void checkUnread(ListedCluster cluster, CurrentItem item) {
    TaskSetIdentity taskSet = new TaskSetIdentity(item.service(), item.taskSetArn());
    Optional<ListedService> service =
        cluster.services().stream()
            .filter(listed -> listed.arn().equals(taskSet.service().serviceArn()))
            .findFirst();
    boolean absent =
        service.isPresent()
            ? service.get().taskSets() != null && !service.get().taskSets().contains(taskSet.arn())
            : cluster.complete();
    if (absent && !isObservedSince(item)) {
      stale(taskSet.service(), taskSet.arn());
    }
  }

  /** Whether all clusters of its account and Region were listed, and the cluster was not. */
  private boolean isProvedAbsent(String clusterArn) {
    Optional<AccountRegion> accountRegion =
        EcsArn.parse(clusterArn).map(arn -> new AccountRegion(arn.accountId(), arn.region()));
    boolean failed =
        snapshot.manifest().notRead().stream()
            .anyMatch(failure -> failure.resourceArn().equals(clusterArn));
    return !failed
        && snapshot.manifest().read().stream()
            .filter(region -> region.clusters() != null)
            .map(TableCheck::accountRegion)
            .anyMatch(region -> accountRegion.filter(region::equals).isPresent());
  }

  private static AccountRegion accountRegion(ReadRegion region) {
    return new AccountRegion(region.accountId(), region.region());
  }

  private void checkDeletedCluster(String clusterArn) {
    for (CurrentItem item : items.ofCluster(clusterArn)) {
      if (isOfWithdrawn(item.snapshot())) {
        countOfWithdrawn(item.snapshot());
      } else if (!item.snapshotTime().isAfter(time) && !isObservedSince(item)) {
        stale(item.service(), item.taskSetArn());
      }
    }
  }

  /**
   * A listing proves nothing about a resource that another snapshot observed after the listing
   * began.
   */
  private boolean isObservedSince(CurrentItem item) {
    Instant began = Instant.parse(snapshot.manifest().requested().startedAt());
    return !item.snapshotTime().equals(time)
        && item.observedAt().filter(observed -> !observed.isBefore(began)).isPresent();
  }

  private void stale(ServiceIdentity service, String taskSetArn) {
    snapshot.found(
        FindingCode.TABLE_ITEM_STALE,
        taskSetArn,
        "%s does not have it in cluster %s".formatted(snapshot.id(), service.clusterArn()));
  }
}
