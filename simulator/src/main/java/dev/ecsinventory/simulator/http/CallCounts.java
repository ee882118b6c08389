package dev.ecsinventory.simulator.http;

import dev.ecsinventory.simulator.fleet.FleetRegion;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The number of calls that a simulator received, including retries and failed ones. A call is
 * counted when its operation and its caller are known. Safe for concurrent use.
 */
public final class CallCounts {
  private record Key(String operation, FleetRegion fleetRegion) {}

  private final Map<Key, LongAdder> calls = new ConcurrentHashMap<>();
  private final Map<Key, LongAdder> throttled = new ConcurrentHashMap<>();

  CallCounts() {}

  /** All ECS and STS calls. */
  public long total() {
    return sum(calls);
  }

  /** The calls of one operation, such as {@code DescribeTaskSets}. */
  public long of(String operation) {
    return byOperation().getOrDefault(operation, 0L);
  }

  /** The calls of one operation in one account and Region. */
  public long of(String operation, String account, String region) {
    LongAdder adder = calls.get(new Key(operation, new FleetRegion(account, region)));
    return adder == null ? 0 : adder.sum();
  }

  /** The calls of one account and Region. */
  public long of(String account, String region) {
    FleetRegion fleetRegion = new FleetRegion(account, region);
    return calls.entrySet().stream()
        .filter(entry -> entry.getKey().fleetRegion().equals(fleetRegion))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** The calls of every operation that was called, by its name. */
  public Map<String, Long> byOperation() {
    Map<String, Long> counts = new TreeMap<>();
    calls.forEach((key, adder) -> counts.merge(key.operation(), adder.sum(), Long::sum));
    return counts;
  }

  /** The number of calls whose response was ThrottlingException. */
  public long throttled() {
    return sum(throttled);
  }

  /** Resets the counts to zero. */
  public void reset() {
    calls.clear();
    throttled.clear();
  }

  void called(String operation, FleetRegion fleetRegion) {
    calls.computeIfAbsent(new Key(operation, fleetRegion), _ -> new LongAdder()).increment();
  }

  void throttled(String operation, FleetRegion fleetRegion) {
    throttled.computeIfAbsent(new Key(operation, fleetRegion), _ -> new LongAdder()).increment();
  }

  private static long sum(Map<Key, LongAdder> counts) {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public String toString() {
    return byOperation().toString();
  }
}
