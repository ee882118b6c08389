package dev.ecsinventory.write.state;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The rows of a target, together with its digests. */
final class TargetDigests {
  private final DigestReader digests;
  private final Coverage coverage;
  private final ReadSpan read;
  private final Map<String, Row> clusters = new TreeMap<>();

  /** The rows of services, by the ARNs of clusters and services. */
  private final Map<String, Map<String, Found>> services = new TreeMap<>();

  /** The digests of {@link #clusters}, by ARN. */
  private final Map<String, Digest> knownClusters = new TreeMap<>();

  /** The digests of the services of each cluster, by both ARNs. */
  private final Map<String, Map<String, Digest>> knownServices = new ConcurrentHashMap<>();

  /**
   * Reads the digests of {@code rows}, which belong to one account and Region, and of the resources
   * in the coverage.
   */
  TargetDigests(DigestReader digests, TargetRows rows, Coverage coverage, ReadSpan read) {
    this.digests = digests;
    this.coverage = coverage;
    this.read = read;
    coverage.clusters().forEach(arn -> services.put(arn, new TreeMap<>()));
    for (Row row : rows.taskSets()) {
      found(row.get(TaskSets.CLUSTER_ARN), row.get(TaskSets.SERVICE_ARN))
          .add(row.get(TaskSets.TASK_SET_ARN), row);
    }
    for (Row row : rows.services()) {
      found(row.get(Services.CLUSTER_ARN), row.get(Services.SERVICE_ARN)).own = Optional.of(row);
    }
    rows.clusters().forEach(row -> clusters.put(row.get(Clusters.CLUSTER_ARN), row));
    readClusters();
    Tasks.forEach(services.keySet(), arn -> knownServices.put(arn, services(arn)));
  }

  private Map<String, Digest> services(String clusterArn) {
    return digests.services(clusterArn, coverage.rangeOf(clusterArn));
  }

  /** A deleted cluster with all of its contents. */
  static TargetDigests ofGoneCluster(DigestReader digests, String clusterArn, ReadSpan read) {
    return new TargetDigests(
        digests, TargetRows.NONE, new Coverage(Map.of(clusterArn, Set.of()), Map.of()), read);
  }

  private Found found(String clusterArn, String serviceArn) {
    return services
        .computeIfAbsent(clusterArn, arn -> new TreeMap<>())
        .computeIfAbsent(serviceArn, arn -> new Found());
  }

  /** A target's clusters are adjacent in sort order, so one range query reads few others. */
  private void readClusters() {
    if (!clusters.isEmpty()) {
      List<String> arns = List.copyOf(clusters.keySet());
      knownClusters.putAll(
          digests.clusters(
              accountRegion(clusters.get(arns.getFirst())), arns.getFirst(), arns.getLast()));
    }
  }

  private static AccountRegion accountRegion(Row row) {
    return new AccountRegion(row.get(row.dataset().accountId()), row.get(row.dataset().region()));
  }

  /**
   * The task sets that became or stopped being compliant.
   *
   * @param isBaseline whether an unknown task set is new in an account and Region
   */
  List<ComplianceChange> complianceChanges(Predicate<AccountRegion> isBaseline) {
    List<ComplianceChange> changes = new ArrayList<>();
    services.forEach(
        (cluster, found) ->
            found.forEach(
                (arn, service) -> {
                  Optional<Digest> known = Optional.ofNullable(knownServices.get(cluster).get(arn));
                  service.taskSets.forEach(
                      (taskSet, row) -> {
                        LastCompliance before =
                            known
                                .map(digest -> digest.taskSets().get(taskSet))
                                .map(Digest.TaskSet::compliance)
                                .orElse(LastCompliance.UNREAD);
                        ComplianceChange.of(before, row, () -> isBaseline.test(accountRegion(row)))
                            .ifPresent(changes::add);
                      });
                }));
    return changes;
  }

  /** Writes the changes. */
  void write(DigestWriter writer) {
    List<Runnable> writes = new ArrayList<>();
    clusters.forEach((arn, row) -> writes.add(() -> writeCluster(writer, arn, row)));
    services.forEach(
        (cluster, found) -> {
          Set<String> arns = new TreeSet<>(knownServices.get(cluster).keySet());
          arns.addAll(found.keySet());
          arns.forEach(arn -> writes.add(() -> writeService(writer, cluster, arn)));
        });
    Tasks.forEach(writes, Runnable::run);
  }

  private void writeCluster(DigestWriter writer, String arn, Row row) {
    Digest unknown = digests.unknownCluster(accountRegion(row), arn);
    writer.write(
        knownClusters.getOrDefault(arn, unknown),
        DigestRows.ofCluster(arn, row, read),
        () -> digests.clusters(accountRegion(row), arn, arn).getOrDefault(arn, unknown));
  }

  private void writeService(DigestWriter writer, String cluster, String arn) {
    Found found = services.get(cluster).getOrDefault(arn, new Found());
    Digest unknown = digests.unknownService(cluster, arn);
    writer.write(
        knownServices.get(cluster).getOrDefault(arn, unknown),
        DigestRows.ofService(
            new ServiceIdentity(cluster, arn),
            found.own,
            found.taskSets,
            coverage.provesAbsent(cluster, arn),
            taskSet -> coverage.provesAbsent(cluster, arn, taskSet),
            read),
        () -> services(cluster).getOrDefault(arn, unknown));
  }

  /** The rows of one service. */
  private static final class Found {
    private Optional<Row> own = Optional.empty();
    private final SortedMap<String, Row> taskSets = new TreeMap<>();

    /**
     * Adds a task set's row; a second, different row is an error, because it would overwrite the
     * first.
     */
    void add(String arn, Row row) {
      Row other = taskSets.putIfAbsent(arn, row);
      if (other != null && !other.equals(row)) {
        throw new IllegalArgumentException(
            "two different rows of one task set, %s: %s and %s".formatted(arn, other, row));
      }
    }
  }
}
