package dev.ecsinventory.simulator.http;

import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The token buckets of ECS's rate limits for reads, one of each kind per account and Region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
public final class ReadBuckets {
  /** A kind of bucket with AWS's figures: its size, and its refill rate per second. */
  enum Kind {
    CLUSTER_READS(50, 20),
    SERVICE_READS(100, 20),
    TASK_DEFINITION_READS(50, 20);

    private final int burst;
    private final int perSecond;

    Kind(int burst, int perSecond) {
      this.burst = burst;
      this.perSecond = perSecond;
    }
  }

  private record Key(FleetRegion fleetRegion, Kind kind) {}

  private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();
  private final SimulatorOptions options;
  private final TimeMeter clock;

  ReadBuckets(SimulatorOptions options, TimeMeter clock) {
    this.options = options;
    this.clock = clock;
  }

  /** Takes a token for a call; false when the call must be throttled. */
  boolean take(String operation, FleetRegion fleetRegion) {
    Optional<Kind> kind = options.buckets() ? kind(operation) : Optional.empty();
    return kind.map(
            some -> buckets.computeIfAbsent(new Key(fleetRegion, some), this::bucket).tryConsume(1))
        .orElse(true);
  }

  private Optional<Kind> kind(String operation) {
    return switch (operation) {
      case "ListClusters", "DescribeClusters" -> Optional.of(Kind.CLUSTER_READS);
      case "DescribeTaskDefinition" -> Optional.of(Kind.TASK_DEFINITION_READS);
      case "ListServices", "DescribeServices" -> Optional.of(Kind.SERVICE_READS);
      case "DescribeTaskSets" ->
          Optional.of(Kind.SERVICE_READS).filter(_ -> options.taskSetsInServiceBucket());
      default -> Optional.empty();
    };
  }

  private Bucket bucket(Key key) {
    Duration second = Duration.ofSeconds(1);
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(
            limit -> limit.capacity(key.kind().burst).refillGreedy(key.kind().perSecond, second))
        .build();
  }
}
