package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Row;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rows of a snapshot for a service with its task sets, or for a cluster.
 *
 * @param key key of the service's or cluster's items
 * @param taskSetKey key of a task set's items, by its ARN
 * @param own row of the service or cluster; empty when it was not read
 * @param taskSets rows of the task sets, by their ARNs
 * @param gone whether it provably does not exist any more
 * @param taskSetGone whether a task set, by its ARN, provably does not exist any more
 * @param read the interval of the read
 */
record DigestRows(
    ResourceKey key,
    Function<String, ResourceKey> taskSetKey,
    Optional<Row> own,
    SortedMap<String, Row> taskSets,
    boolean gone,
    Predicate<String> taskSetGone,
    ReadSpan read) {
  DigestRows {
    requireNonNull(key, "key is null");
    requireNonNull(taskSetKey, "taskSetKey is null");
    requireNonNull(own, "own is null");
    taskSets = Collections.unmodifiableSortedMap(new TreeMap<>(taskSets));
    requireNonNull(taskSetGone, "taskSetGone is null");
    requireNonNull(read, "read is null");
  }

  static DigestRows ofService(
      ServiceIdentity service,
      Optional<Row> own,
      SortedMap<String, Row> taskSets,
      boolean gone,
      Predicate<String> taskSetGone,
      ReadSpan read) {
    return new DigestRows(
        ResourceKey.ofService(service),
        arn -> ResourceKey.ofTaskSet(service, arn),
        own,
        taskSets,
        gone,
        taskSetGone,
        read);
  }

  static DigestRows ofCluster(String clusterArn, Row row, ReadSpan read) {
    return cluster(clusterArn, Optional.of(row), false, read);
  }

  static DigestRows goneCluster(String clusterArn, ReadSpan read) {
    return cluster(clusterArn, Optional.empty(), true, read);
  }

  private static DigestRows cluster(String arn, Optional<Row> row, boolean gone, ReadSpan read) {
    return new DigestRows(
        ResourceKey.ofCluster(arn),
        taskSet -> {
          throw new IllegalArgumentException("no task set is in a cluster's digest: " + taskSet);
        },
        row,
        new TreeMap<>(),
        gone,
        taskSet -> gone,
        read);
  }
}
