package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.TaskSetSketch.taskSet;

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
 * Nine days of three places, thrown by dice, with everything that makes history hard to tell:
 * snapshots at midnight and several a day, task sets that come back under the same ARN, places that
 * are denied, services and tags that are lost on the way, narrowed scopes, aborted snapshots full
 * of ghosts, and days without any snapshot.
 */
final class RandomStory {
  static final List<String> PLACES =
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
  private static final List<String> VERDICTS =
      List.of("COMPLIANT", "NON_COMPLIANT", "NOT_EVALUATED");

  /** What a snapshot wrote. {@code read} are the places that it read, some without a cluster. */
  record Told(
      SnapshotId id,
      boolean committed,
      boolean whole,
      List<TaskSetSketch> taskSets,
      List<String> read,
      List<String> bare,
      Map<String, String> failureKinds) {
    boolean proves(String place) {
      return whole
          && read.contains(place)
          && failureKinds.getOrDefault(place, "UNSUPPORTED").equals("UNSUPPORTED");
    }

    String status() {
      return failureKinds.isEmpty() ? "COMPLETE" : "PARTIAL";
    }
  }

  private final Random random;
  private final History history;
  private final Map<String, TaskSetSketch> living = new TreeMap<>();
  private final List<TaskSetSketch> dead = new ArrayList<>();
  private int next = 1;

  RandomStory(long seed, History history) {
    this.random = new Random(seed);
    this.history = history;
  }

  /** Writes it, and says what was written, the oldest first. */
  List<Told> write() {
    List<Told> told = new ArrayList<>();
    Instant last = AthenaFixture.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    for (int day = 1; day <= 9; day++) {
      for (LocalTime time : TIMES) {
        if (random.nextInt(5) < 2) {
          Instant now =
              AthenaFixture.FIRST_DAY.plusDays(day).atTime(time).toInstant(ZoneOffset.UTC);
          change(last, now);
          told.add(look(now));
          last = now;
          if (random.nextInt(4) == 0) {
            // What follows on the same day is late where it is later.
            history.compact(AthenaFixture.FIRST_DAY.plusDays(random.nextInt(day + 2)));
          }
          if (random.nextInt(6) == 0) {
            history.repair();
          }
        }
      }
    }
    history.repair();
    return told;
  }

  private void change(Instant last, Instant now) {
    for (TaskSetSketch one : List.copyOf(living.values())) {
      switch (random.nextInt(8)) {
        case 0 -> dead.add(living.remove(one.arn()));
        case 1 -> keep(one.tags(pick(TAGS).toArray(String[]::new)).compliance(pick(VERDICTS)));
        case 2 -> keep(one.status(pick(STATUSES)));
        case 3 -> keep(one.running(random.nextInt(9)));
        default -> {}
      }
    }
    for (int count = random.nextInt(4); count > 0; count--) {
      Instant created =
          last.plusSeconds(random.nextLong(now.getEpochSecond() - last.getEpochSecond()));
      TaskSetSketch one =
          dead.isEmpty() || random.nextInt(3) > 0 ? stranger(created) : reborn(created);
      keep(one.tags(pick(TAGS).toArray(String[]::new)).compliance(pick(VERDICTS)));
    }
  }

  private TaskSetSketch stranger(Instant created) {
    String service = pick(List.of("prod/web", "prod/api", "dev/web"));
    return taskSet(pick(PLACES), service, "ecs-svc/%04d".formatted(next++), created)
        .status(pick(STATUSES));
  }

  private TaskSetSketch reborn(Instant created) {
    TaskSetSketch one = dead.remove(random.nextInt(dead.size()));
    return taskSet(one.place(), one.service(), one.id(), created).status(pick(STATUSES));
  }

  private void keep(TaskSetSketch one) {
    living.put(one.arn(), one);
  }

  private Told look(Instant now) {
    int dice = random.nextInt(10);
    boolean whole = dice != 0;
    boolean committed = dice != 1;
    History.Snapshot snapshot = whole ? history.at(now) : history.narrowedAt(now);
    List<TaskSetSketch> taskSets = new ArrayList<>();
    List<String> read = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (String place : whole ? PLACES : PLACES.subList(0, 1)) {
      lookAt(place, whole, taskSets, read, failures);
    }
    if (!committed) {
      taskSets.add(taskSet(PLACES.getFirst(), "prod/web", "ecs-svc/6666", now));
    }
    for (String place : read) {
      if (committed && random.nextBoolean() && taskSets.stream().noneMatch(isAt(place))) {
        bare.add(place);
        snapshot.listed(place);
      } else {
        snapshot.read(place);
      }
    }
    failures.forEach((place, kind) -> snapshot.missed(place, kind, "DescribeTaskSets"));
    snapshot.has(taskSets.toArray(TaskSetSketch[]::new));
    if (committed) {
      commit(snapshot, failures.isEmpty() ? SnapshotStatus.COMPLETE : SnapshotStatus.PARTIAL);
    } else {
      snapshot.abort();
    }
    return new Told(snapshot.id(), committed, whole, taskSets, read, bare, failures);
  }

  /** Now and then the commit ends before its index is written, or is late, next to another one. */
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

  private static Predicate<TaskSetSketch> isAt(String place) {
    return one -> one.place().equals(place);
  }

  private void lookAt(
      String place,
      boolean whole,
      List<TaskSetSketch> taskSets,
      List<String> read,
      Map<String, String> failures) {
    List<TaskSetSketch> there = living.values().stream().filter(isAt(place)).toList();
    int dice = whole ? random.nextInt(10) : 9;
    if (dice == 0) {
      failures.put(place, "DENIED");
      return;
    }
    read.add(place);
    if (dice <= 3) {
      failures.put(place, dice == 3 ? "UNSUPPORTED" : "THROTTLED");
    }
    for (TaskSetSketch one : there) {
      boolean lost = random.nextInt(3) == 0;
      boolean seen = !lost || !(dice == 1 || !whole);
      if (seen) {
        taskSets.add(lost && (dice == 2 || dice == 3) ? one.tagsUnread() : one);
      }
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
