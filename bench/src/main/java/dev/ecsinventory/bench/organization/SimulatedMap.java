package dev.ecsinventory.bench.organization;

import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.plan.AccountGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The groups of an organization in a Distributed Map, on simulated time: the groups are those that
 * the exporter forms, and start in their order as soon as a child is free. The accounts and Regions
 * of a group are read concurrently. The sizes follow Zipf's law.
 */
final class SimulatedMap {
  static final int CONCURRENT_GROUPS = 50;

  /** Start of a child and an invocation, roles, policies, and the objects of the last target. */
  static final Duration OVERHEAD = Duration.ofSeconds(4);

  /** The time in which an invocation reads. */
  private static final Duration TURN = Duration.ofMinutes(14);

  private final List<AccountGroup> groups;
  private final Map<String, List<Duration>> reads = new HashMap<>();

  /**
   * An organization.
   *
   * @param largest number of services of the largest account and Region
   * @param seed of the accounts' sizes
   */
  SimulatedMap(Specification specification, int largest, double readsPerSecond, long seed) {
    this.groups = AccountGroup.of(specification);
    Map<Integer, Duration> known = new HashMap<>();
    List<Integer> ranks =
        IntStream.rangeClosed(1, specification.accountRegions().size())
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(ranks, new Random(seed));
    int next = 0;
    for (SpecifiedAccount account : specification.accounts()) {
      for (String region : account.regions()) {
        int services = largest / ranks.get(next++);
        reads
            .computeIfAbsent(account.id(), id -> new ArrayList<>())
            .add(known.computeIfAbsent(services, size -> SimulatedRead.of(size, readsPerSecond)));
      }
    }
  }

  /** The time from the first group's start to the last one's end. */
  Duration makespan() {
    PriorityQueue<Duration> free = new PriorityQueue<>();
    IntStream.range(0, CONCURRENT_GROUPS).forEach(child -> free.add(Duration.ZERO));
    Duration last = Duration.ZERO;
    for (AccountGroup group : groups) {
      Duration end = free.remove().plus(time(slowest(group)));
      free.add(end);
      last = last.compareTo(end) > 0 ? last : end;
    }
    return last;
  }

  /** The time that the slowest account and Region would take alone. */
  Duration slowest() {
    return time(groups.stream().map(this::slowest).max(Duration::compareTo).orElseThrow());
  }

  /** The number of invocations of all groups. */
  int turns() {
    return groups.stream().mapToInt(group -> turns(slowest(group))).sum();
  }

  /** The duration of the invocations of all groups. */
  Duration busy() {
    return groups.stream().map(group -> time(slowest(group))).reduce(Duration.ZERO, Duration::plus);
  }

  private Duration slowest(AccountGroup group) {
    return group.accounts().stream()
        .flatMap(account -> reads.getOrDefault(account, List.of()).stream())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The time of a group, whose turns each have the overhead. */
  private static Duration time(Duration read) {
    return read.plus(OVERHEAD.multipliedBy(turns(read)));
  }

  private static int turns(Duration read) {
    return (int) Math.max(1, Math.ceilDiv(read.toMillis(), TURN.toMillis()));
  }
}
