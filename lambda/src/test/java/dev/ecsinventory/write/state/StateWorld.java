package dev.ecsinventory.write.state;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A model of ECS: what exists, and what a read of it returns. */
final class StateWorld {
  private static final List<String> CLUSTERS = List.of("blue", "green");
  private static final List<String> SERVICES = List.of("service/api", "service/%s/web");

  private final Random random;
  private final SortedMap<String, SortedMap<String, Service>> clusters = new TreeMap<>();
  private int created;

  StateWorld(Random random) {
    this.random = random;
  }

  /** A service; one that is deleted and created again is another one. */
  record Service(String incarnation, SortedSet<String> taskSets) {}

  /** What one target's read returned. */
  record Scan(List<Row> rows, Coverage coverage, ReadSpan span) {}

  /** Creates or deletes something. */
  void change() {
    String cluster = StateRows.clusterArn(pick(CLUSTERS));
    if (!clusters.containsKey(cluster)) {
      clusters.put(cluster, new TreeMap<>());
      return;
    }
    String service = StateRows.ARN + pick(SERVICES).formatted(cluster.replaceAll(".*/", ""));
    Service there = clusters.get(cluster).get(service);
    int kind = random.nextInt(10);
    if (kind == 0) {
      clusters.remove(cluster);
    } else if (there == null) {
      clusters.get(cluster).put(service, new Service("made-" + ++created, new TreeSet<>()));
    } else if (kind == 1) {
      clusters.get(cluster).remove(service);
    } else if (kind < 5 && !there.taskSets().isEmpty()) {
      there.taskSets().removeFirst();
    } else {
      there.taskSets().add(taskSetArn(cluster, service));
    }
  }

  private String taskSetArn(String cluster, String service) {
    String name = service.replaceAll(".*/", "");
    return "%stask-set/%s/%s/ecs-svc/%04d"
        .formatted(StateRows.ARN, cluster.replaceAll(".*/", ""), name, ++created);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  List<String> listClusters() {
    return List.copyOf(clusters.keySet());
  }

  /** Reads a cluster that a listing named; without rows when it does not exist any more. */
  Scan scan(SnapshotId snapshot, String cluster, ReadSpan span) {
    StateRows make = new StateRows(snapshot);
    List<Row> rows = new ArrayList<>();
    Map<String, Set<String>> taskSets = new HashMap<>();
    if (!clusters.containsKey(cluster)) {
      return new Scan(rows, new Coverage(Map.of(), Map.of()), span);
    }
    rows.add(make.cluster(cluster));
    clusters
        .get(cluster)
        .forEach(
            (arn, service) -> {
              ServiceIdentity identity = new ServiceIdentity(cluster, arn);
              rows.add(make.service(identity, service.incarnation()));
              service
                  .taskSets()
                  .forEach(
                      set ->
                          rows.add(make.taskSet(identity, set, "x", ComplianceStatus.COMPLIANT)));
              taskSets.put(arn, Set.copyOf(service.taskSets()));
            });
    return new Scan(rows, StateRows.coverage(cluster, taskSets), span);
  }

  /** Everything that exists, by the keys of its items and with its incarnation. */
  Map<String, String> existing() {
    Map<String, String> existing = new HashMap<>();
    clusters.forEach(
        (cluster, services) -> {
          existing.put("CLUSTER#" + cluster, "");
          services.forEach(
              (arn, service) -> {
                boolean old = !arn.contains("service/" + cluster.replaceAll(".*/", "") + "/");
                existing.put("SERVICE#" + (old ? cluster + "#" : "") + arn, service.incarnation());
                service.taskSets().forEach(set -> existing.put("TASKSET#" + set, ""));
              });
        });
    return existing;
  }

  Set<String> keys() {
    return new HashSet<>(existing().keySet());
  }
}
