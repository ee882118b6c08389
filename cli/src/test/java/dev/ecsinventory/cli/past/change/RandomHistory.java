package dev.ecsinventory.cli.past.change;

import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes snapshots of a random history of a small fleet: task sets and services are created,
 * changed, deleted and created again, services change the form of their ARN, reads fail, and
 * snapshots are scoped, aborted or withdrawn. Records the fleet and the read failures of each valid
 * full snapshot.
 */
final class RandomHistory {
  static final Instant FIRST = Instant.parse("2026-01-15T00:00:00Z");
  private static final List<String> CLUSTERS = List.of("c0", "c1");
  private static final List<String> SERVICES = List.of("s0", "s1", "s2");
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  private final Random random;
  private final SortedMap<TaskSetName, TaskSet> taskSets = new TreeMap<>();
  private final SortedSet<String> deleted = new TreeSet<>();
  private final SortedSet<String> oldArns = new TreeSet<>();
  private final List<ReadSnapshot> snapshots = new ArrayList<>();
  private long clock = 1_700_000_000;

  private RandomHistory(long seed) {
    random = new Random(seed);
  }

  /** The state of a task set. */
  record TaskSet(long createdAt, String status, String externalId, String team, boolean oldArn) {}

  /** The read failures of a snapshot; services are {@code cluster/service}. */
  record Unread(Set<String> clusters, Set<String> services, Set<String> tags) {
    boolean hides(TaskSetName name) {
      return clusters.contains(name.cluster()) || services.contains(service(name));
    }

    boolean hidesTags(TaskSetName name) {
      return tags.contains(service(name));
    }
  }

  /** A full snapshot that is neither aborted nor withdrawn. */
  record ReadSnapshot(Instant time, SortedMap<TaskSetName, TaskSet> fleet, Unread unread) {
    Optional<TaskSet> seen(TaskSetName name) {
      return unread.hides(name) ? Optional.empty() : Optional.ofNullable(fleet.get(name));
    }
  }

  static String service(TaskSetName name) {
    return name.cluster() + "/" + name.service();
  }

  static String arn(TaskSetName name) {
    return ARN + "task-set/%s/%s/%s".formatted(name.cluster(), name.service(), name.id());
  }

  /** The valid full snapshots, the oldest first. */
  List<ReadSnapshot> snapshots() {
    return snapshots;
  }

  /** Takes snapshots of a random history into {@code directory}. */
  static RandomHistory write(long seed, int hours, Path directory) {
    RandomHistory history = new RandomHistory(seed);
    try (Exporter exporter = Exporter.of(history.fleet(), directory)) {
      for (int hour = 0; hour < hours; hour++) {
        history.change();
        history.snapshot(exporter, directory, FIRST.plus(Duration.ofHours(hour)));
      }
      exporter.faults();
    }
    return history;
  }

  private void snapshot(Exporter exporter, Path directory, Instant time) {
    exporter.simulator().fleet(fleet());
    String event = "{\"time\":\"%s\",\"detail\":{}}".formatted(time);
    switch (random.nextInt(6)) {
      case 0 -> {
        exporter.faults();
        exporter.run(event.replace("{}", "{\"clusters\":[\"c0\"]}"));
      }
      case 1 -> {
        exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("ListClusters"));
        try {
          exporter.run(event);
        } catch (SnapshotFailedException nothingRead) {
          // The run commits no snapshot.
        }
      }
      case 2 -> {
        read(exporter, event);
        new Withdrawals(new DirectoryObjectStore(directory), new ObjectKeys("inventory/"))
            .withdraw(
                SnapshotId.at(time, Optional.empty()),
                new Withdrawal(
                    SnapshotId.at(time, Optional.empty()).value(),
                    "a test",
                    time.toString(),
                    null));
      }
      default ->
          snapshots.add(new ReadSnapshot(time, new TreeMap<>(taskSets), read(exporter, event)));
    }
  }

  /** Takes a snapshot with random read failures. */
  private Unread read(Exporter exporter, String event) {
    Unread unread = new Unread(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    List<FaultRule> rules = new ArrayList<>();
    FaultRule denied = FaultRule.of(new Fault.AccessDenied());
    for (String cluster : CLUSTERS) {
      if (random.nextInt(6) == 0) {
        unread.clusters().add(cluster);
        rules.add(denied.on("ListServices").touching(ARN + "cluster/" + cluster));
      }
      for (String name : SERVICES) {
        String service = cluster + "/" + name;
        String arn = serviceArn(service);
        if (!deleted.contains(service) && random.nextInt(6) == 0) {
          unread.services().add(service);
          rules.add(denied.on("DescribeServices").touching(arn));
        } else if (!deleted.contains(service) && random.nextInt(6) == 0) {
          unread.tags().add(service);
          rules.add(denied.on("DescribeTaskSets").touching(arn));
        }
      }
    }
    exporter.faults(rules.toArray(FaultRule[]::new));
    exporter.run(event);
    return unread;
  }

  private void change() {
    for (int change = 0; change < 3; change++) {
      TaskSetName name =
          new TaskSetName(
              CLUSTERS.get(random.nextInt(CLUSTERS.size())),
              SERVICES.get(random.nextInt(SERVICES.size())),
              "ecs-svc/" + (1 + random.nextInt(2)));
      String service = service(name);
      switch (random.nextInt(8)) {
        case 0 -> taskSets.remove(name);
        case 1 -> recreate(name);
        // Only in one cluster, because a fault for an old ARN applies to both clusters.
        case 2 -> oldArn("c0/" + name.service(), random.nextBoolean());
        case 3 -> {
          deleted.add(service);
          taskSets.keySet().removeIf(one -> service(one).equals(service));
        }
        default -> alter(name);
      }
    }
  }

  private void recreate(TaskSetName name) {
    deleted.remove(service(name));
    taskSets.put(name, new TaskSet(clock++, "ACTIVE", "e0", "t0", oldArns.contains(service(name))));
  }

  private void oldArn(String service, boolean old) {
    if (old) {
      oldArns.add(service);
    } else {
      oldArns.remove(service);
    }
    taskSets.replaceAll(
        (name, one) ->
            service(name).equals(service)
                ? new TaskSet(one.createdAt(), one.status(), one.externalId(), one.team(), old)
                : one);
  }

  private void alter(TaskSetName name) {
    TaskSet one = taskSets.get(name);
    if (one == null) {
      recreate(name);
      return;
    }
    String status = random.nextBoolean() ? one.status() : "PRIMARY";
    String externalId = random.nextBoolean() ? one.externalId() : "e" + random.nextInt(3);
    String team = random.nextBoolean() ? one.team() : "t" + random.nextInt(3);
    taskSets.put(name, new TaskSet(one.createdAt(), status, externalId, team, one.oldArn()));
  }

  private String serviceArn(String service) {
    return ARN
        + "service/"
        + (oldArns.contains(service) ? service.substring(service.indexOf('/') + 1) : service);
  }

  private Fleet fleet() {
    return Fleet.parse(
        """
        {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": %s}]}]}
        """
            .formatted(CLUSTERS.stream().map(this::cluster).toList()));
  }

  private String cluster(String cluster) {
    List<String> services =
        SERVICES.stream()
            .filter(name -> !deleted.contains(cluster + "/" + name))
            .map(name -> service(cluster, name))
            .toList();
    return "{\"clusterName\": \"%s\", \"services\": %s}".formatted(cluster, services);
  }

  private String service(String cluster, String name) {
    List<String> sets =
        taskSets.entrySet().stream()
            .filter(entry -> service(entry.getKey()).equals(cluster + "/" + name))
            .map(entry -> taskSet(entry.getKey(), entry.getValue()))
            .toList();
    return """
    {"serviceName": "%s", "deploymentController": {"type": "EXTERNAL"}, "shortArn": %b,
     "taskSets": %s}
    """
        .formatted(name, oldArns.contains(cluster + "/" + name), sets);
  }

  private String taskSet(TaskSetName name, TaskSet one) {
    return """
    {"id": "%s", "createdAt": %d, "updatedAt": 1700000000, "status": "%s", "externalId": "%s",
     "taskDefinition": "web:1", "runningCount": %d, "tags": [{"key": "Team", "value": "%s"}]}
    """
        .formatted(
            name.id(),
            one.createdAt(),
            one.status(),
            one.externalId(),
            random.nextInt(50),
            one.team());
  }
}
