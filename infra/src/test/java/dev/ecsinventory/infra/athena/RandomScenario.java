package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelTaskSet.taskSet;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Random snapshots of nine days in three account-Region pairs. They cover the difficult cases of
 * the history: snapshots at midnight, several snapshots per day, task sets that are created again
 * with the same ARN, account-Region pairs that deny all calls, services and tags that are not read,
 * scoped snapshots, aborted snapshots with additional task sets, and days without a snapshot.
 */
final class RandomScenario {
  static final List<String> ACCOUNT_REGIONS =
      List.of("111111111111/us-east-1", "111111111111/eu-west-1", "222222222222/us-east-1");

  private static final List<LocalTime> TIMES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.of(5, 59, 59),
          LocalTime.of(12, 30, 15),
          LocalTime.of(23, 59, 59));
  private static final List<List<String>> TAGS =
      List.of(
          List.of(),
          List.of("Env", "prod", "Team", "pay"),
          List.of("Env", "prod", "Team", "Pay"),
          List.of("Team", "pay", "env", "prod"),
          List.of("Cost-Center", "", "Team", "Zoë"),
          List.of("CostCenter", "a=b", "cost_center", "A B"));
  private static final List<String> STATUSES = List.of("PRIMARY", "ACTIVE", "DRAINING");
  private static final List<String> COMPLIANCE_STATUSES =
      List.of("COMPLIANT", "NON_COMPLIANT", "NOT_EVALUATED");

  /**
   * The contents of a written snapshot.
   *
   * @param full whether the scope is full
   * @param read the account-Region pairs that were read
   * @param withoutClusters those of them without any cluster
   * @param failureKinds the kind of read failure by account-Region pair
   */
  record WrittenSnapshot(
      SnapshotId id,
      boolean committed,
      boolean full,
      List<ModelTaskSet> taskSets,
      List<String> read,
      List<String> withoutClusters,
      Map<String, String> failureKinds) {
    boolean readCompletely(String accountRegion) {
      return full
          && read.contains(accountRegion)
          && failureKinds.getOrDefault(accountRegion, "UNSUPPORTED").equals("UNSUPPORTED");
    }

    String status() {
      return failureKinds.isEmpty() ? "COMPLETE" : "PARTIAL";
    }
  }

  private final Random random;
  private final History history;
  private final Map<String, ModelTaskSet> existing = new TreeMap<>();
  private final List<ModelTaskSet> deleted = new ArrayList<>();
  private int next = 1;

  RandomScenario(long seed, History history) {
    this.random = new Random(seed);
    this.history = history;
  }

  /** Writes the snapshots and returns them, the oldest first. */
  List<WrittenSnapshot> write() {
    List<WrittenSnapshot> written = new ArrayList<>();
    Instant last = AthenaFixture.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    for (int day = 1; day <= 9; day++) {
      for (LocalTime time : TIMES) {
        if (random.nextInt(5) < 2) {
          Instant now =
              AthenaFixture.FIRST_DAY.plusDays(day).atTime(time).toInstant(ZoneOffset.UTC);
          change(last, now);
          written.add(takeSnapshot(now));
          last = now;
          if (random.nextInt(4) == 0) {
            // A later snapshot of a compacted day is a late one.
            history.compact(AthenaFixture.FIRST_DAY.plusDays(random.nextInt(day + 2)));
          }
          if (random.nextInt(6) == 0) {
            history.repair();
          }
        }
      }
    }
    history.repair();
    return written;
  }

  private void change(Instant last, Instant now) {
    for (ModelTaskSet one : List.copyOf(existing.values())) {
      switch (random.nextInt(8)) {
        case 0 -> deleted.add(existing.remove(one.arn()));
        case 1 ->
            put(one.tags(pick(TAGS).toArray(String[]::new)).compliance(pick(COMPLIANCE_STATUSES)));
        case 2 -> put(one.status(pick(STATUSES)));
        case 3 -> put(one.running(random.nextInt(9)));
        default -> {}
      }
    }
    for (int count = random.nextInt(4); count > 0; count--) {
      Instant created =
          last.plusSeconds(random.nextLong(now.getEpochSecond() - last.getEpochSecond()));
      ModelTaskSet one =
          deleted.isEmpty() || random.nextInt(3) > 0
              ? newTaskSet(created)
              : recreatedTaskSet(created);
      put(one.tags(pick(TAGS).toArray(String[]::new)).compliance(pick(COMPLIANCE_STATUSES)));
    }
  }

  private ModelTaskSet newTaskSet(Instant created) {
    String service = pick(List.of("prod/web", "prod/api", "dev/web"));
    return taskSet(pick(ACCOUNT_REGIONS), service, "ecs-svc/%04d".formatted(next++), created)
        .status(pick(STATUSES));
  }

  private ModelTaskSet recreatedTaskSet(Instant created) {
    ModelTaskSet one = deleted.remove(random.nextInt(deleted.size()));
    return taskSet(one.accountRegion(), one.service(), one.id(), created).status(pick(STATUSES));
  }

  private void put(ModelTaskSet one) {
    existing.put(one.arn(), one);
  }

  private WrittenSnapshot takeSnapshot(Instant now) {
    int outcome = random.nextInt(10);
    boolean full = outcome != 0;
    boolean committed = outcome != 1;
    History.Snapshot snapshot = full ? history.at(now) : history.scopedAt(now);
    List<ModelTaskSet> taskSets = new ArrayList<>();
    List<String> read = new ArrayList<>();
    List<String> withoutClusters = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (String accountRegion : full ? ACCOUNT_REGIONS : ACCOUNT_REGIONS.subList(0, 1)) {
      readTaskSets(accountRegion, full, taskSets, read, failures);
    }
    if (!committed) {
      taskSets.add(taskSet(ACCOUNT_REGIONS.getFirst(), "prod/web", "ecs-svc/6666", now));
    }
    for (String accountRegion : read) {
      if (committed && random.nextBoolean() && taskSets.stream().noneMatch(isIn(accountRegion))) {
        withoutClusters.add(accountRegion);
        snapshot.listed(accountRegion);
      } else {
        snapshot.read(accountRegion);
      }
    }
    failures.forEach(
        (accountRegion, kind) -> snapshot.readFailure(accountRegion, kind, "DescribeTaskSets"));
    snapshot.has(taskSets.toArray(ModelTaskSet[]::new));
    if (committed) {
      commit(snapshot, failures.isEmpty() ? SnapshotStatus.COMPLETE : SnapshotStatus.PARTIAL);
    } else {
      snapshot.abort();
    }
    return new WrittenSnapshot(
        snapshot.id(), committed, full, taskSets, read, withoutClusters, failures);
  }

  /**
   * Commits a snapshot. In some cases the process crashes before it writes all indexes, or indexes
   * several snapshots concurrently later.
   */
  private void commit(History.Snapshot snapshot, SnapshotStatus status) {
    switch (random.nextInt(6)) {
      case 0 -> {
        history.crashAfter(random.nextInt(9));
        snapshot.commit(status);
      }
      case 1, 2 -> snapshot.commitWithoutIndex(status);
      default -> snapshot.commit(status);
    }
  }

  private static Predicate<ModelTaskSet> isIn(String accountRegion) {
    return one -> one.accountRegion().equals(accountRegion);
  }

  private void readTaskSets(
      String accountRegion,
      boolean full,
      List<ModelTaskSet> taskSets,
      List<String> read,
      Map<String, String> failures) {
    List<ModelTaskSet> present = existing.values().stream().filter(isIn(accountRegion)).toList();
    int outcome = full ? random.nextInt(10) : 9;
    if (outcome == 0) {
      failures.put(accountRegion, "DENIED");
      return;
    }
    read.add(accountRegion);
    if (outcome <= 3) {
      failures.put(accountRegion, outcome == 3 ? "UNSUPPORTED" : "THROTTLED");
    }
    for (ModelTaskSet one : present) {
      boolean lost = random.nextInt(3) == 0;
      boolean seen = !lost || !(outcome == 1 || !full);
      if (seen) {
        taskSets.add(lost && (outcome == 2 || outcome == 3) ? one.tagsUnread() : one);
      }
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
