package dev.ecsinventory.write.state;

import dev.ecsinventory.format.TimestampText;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.write.dynamodb.Condition;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import dev.ecsinventory.write.dynamodb.TableWrite;
import dev.ecsinventory.write.dynamodb.TableWrite.IfRejected;
import dev.ecsinventory.write.dynamodb.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Adds the writes of resources to a transaction: the current item, a version if the content
 * changed, and the expiry of the superseded version. The newest version never expires.
 */
final class ResourceWrites {
  /**
   * The writes of one resource: current item, version, superseded version, a current item under an
   * earlier key.
   */
  static final int MAX_WRITES = 4;

  private static final String CLUSTER = Services.CLUSTER_ARN.name();

  private final StateWriting writing;
  private final Transaction transaction;
  private final ReadSpan read;
  private final Set<String> versionsMissing;

  /**
   * Adds writes to {@code transaction}.
   *
   * @param read when the resources were read, or found absent
   * @param versionsMissing ARNs of the resources whose newest version does not exist any more
   */
  ResourceWrites(
      StateWriting writing, Transaction transaction, ReadSpan read, Set<String> versionsMissing) {
    this.writing = writing;
    this.transaction = transaction;
    this.read = read;
    this.versionsMissing = versionsMissing;
  }

  /** Writes a resource that changed; returns the state that the digest must record. */
  Digest.Own write(ResourceKey key, StateItem item, StateHash now, Optional<Digest.Own> known) {
    addCurrent(
        key, item.current(), known.map(own -> violating(item.current())), notNewer(item.current()));

    if (known.filter(own -> !own.newest().recorded()).isPresent()) {
      deleteEarlierCurrent(key);
    }
    if (known.filter(own -> own.hash().hasContentOf(now)).isPresent()) {
      return new Digest.Own(now, stayingNewest(key, known.get().newest(), item));
    }
    addVersion(key, item.version(), known.map(Digest.Own::newest).or(this::ofWithdrawn));
    return new Digest.Own(now, NewestVersion.at(writing.snapshot().time()));
  }

  /**
   * Marks a resource as deleted.
   *
   * @return false when a snapshot observed it since, so that it is not changed
   */
  boolean delete(ResourceKey key, NewestVersion newest) {
    Optional<Map<String, AttributeValue>> current = current(key, newest);
    if (current.isEmpty()) {
      return true;
    }
    if (isObservedSince(current.get())) {
      return false;
    }
    StateItem item =
        StateItem.deleted(current.get(), key.partition(), writing.snapshot(), writing.retention());
    addCurrent(
        key,
        item.current(),
        current,
        notNewer(item.current()).and(Condition.notObservedSince(read.start())));
    if (!newest.recorded()) {
      deleteEarlierCurrent(key);
    }
    addVersion(key, item.version(), Optional.of(newest));
    return true;
  }

  /**
   * A current item, with the attribute that it may have had before and whose removal removes it
   * from an index.
   */
  private static Map<String, AttributeValue> violating(Map<String, AttributeValue> current) {
    Map<String, AttributeValue> before = new HashMap<>(current);
    before.put(TableLayout.VIOLATING_ACCOUNT_ID, current.get("account_id"));
    return before;
  }

  private boolean isObservedSince(Map<String, AttributeValue> current) {
    AttributeValue observedAt = current.get(TableLayout.OBSERVED_AT);
    return observedAt != null && observedAt.s().compareTo(TimestampText.text(read.start())) >= 0;
  }

  private Condition notNewer(Map<String, AttributeValue> item) {
    return Condition.notNewerThan(item.get("snapshot_time"), writing.withdrawn());
  }

  /**
   * A resource that a withdrawn snapshot marked deleted has no digest; the table has its last
   * version.
   */
  private Optional<NewestVersion> ofWithdrawn() {
    return writing.withdrawn().isEmpty() ? Optional.empty() : Optional.of(NewestVersion.UNRECORDED);
  }

  private void addCurrent(
      ResourceKey key,
      Map<String, AttributeValue> item,
      Optional<Map<String, AttributeValue>> before,
      Condition condition) {
    TableWrite put = TableWrite.put(item, key.arn()).when(condition, IfRejected.LEAVE_RESOURCE);
    transaction.add(before.map(put::alsoIndexedAs).orElse(put));
  }

  private void addVersion(
      ResourceKey key, Map<String, AttributeValue> version, Optional<NewestVersion> superseded) {
    transaction.add(TableWrite.put(version, key.arn()));
    superseded
        .flatMap(newest -> timeOf(key, newest))
        .filter(time -> !time.equals(writing.snapshot().time()))
        .ifPresent(time -> expire(key, time, Optional.of(writing.expiryOfSuperseded()), version));
  }

  /**
   * The version remains the newest one, so an expiry that an earlier version of this software set
   * is removed.
   */
  private NewestVersion stayingNewest(ResourceKey key, NewestVersion newest, StateItem item) {
    if (newest.recorded()) {
      return newest;
    }
    Optional<Instant> time = timeOf(key, newest);
    time.ifPresent(at -> expire(key, at, Optional.empty(), item.version()));
    return time.map(NewestVersion::at).orElse(NewestVersion.NONE);
  }

  /** An index contains the superseded version too; its size is about that of {@code like}. */
  private void expire(
      ResourceKey key, Instant version, Optional<Instant> at, Map<String, AttributeValue> like) {

    transaction.add(
        TableWrite.expire(
                DynamoDbTable.key(key.partition(), StateItem.versionSortKey(version)),
                at,
                key.arn())
            .alsoIndexedAs(like));
  }

  /** The time of the newest version; empty if there is none to change. */
  private Optional<Instant> timeOf(ResourceKey key, NewestVersion newest) {
    if (versionsMissing.contains(key.arn())) {
      return Optional.empty();
    }
    return newest.recorded() ? newest.time() : newestInTable(key);
  }

  /** Versions that earlier versions of this software wrote under another key keep their expiry. */
  private Optional<Instant> newestInTable(ResourceKey key) {
    return writing
        .table()
        .last(
            key.partition(),
            TableLayout.VERSION_PREFIX,
            TableLayout.VERSION_PREFIX + DynamoDbTable.LAST,
            1,
            version -> true)
        .map(StateItem::versionTime);
  }

  private Optional<Map<String, AttributeValue>> current(ResourceKey key, NewestVersion newest) {
    return newest.recorded()
        ? writing.table().get(key.partition(), TableLayout.CURRENT)
        : earlierCurrent(key);
  }

  /**
   * The current item that an earlier version of this software wrote, unless it belongs to a
   * resource of another cluster.
   */
  private Optional<Map<String, AttributeValue>> earlierCurrent(ResourceKey key) {
    return writing
        .table()
        .get(key.earlierPartition(), TableLayout.CURRENT)
        .filter(item -> item.get(CLUSTER).s().equals(key.clusterArn()));
  }

  private void deleteEarlierCurrent(ResourceKey key) {
    if (key.moved() && earlierCurrent(key).isPresent()) {
      Map<String, AttributeValue> ours = Map.of(CLUSTER, AttributeValue.fromS(key.clusterArn()));
      transaction.add(
          TableWrite.delete(
                  DynamoDbTable.key(key.earlierPartition(), TableLayout.CURRENT), key.arn())
              .when(Condition.still(ours, List.of(CLUSTER)), IfRejected.COMPARE_AGAIN));
    }
  }
}
