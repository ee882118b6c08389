package dev.ecsinventory.simulator.http;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.Samples;
import dev.ecsinventory.simulator.TestClients;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

class ReadBucketsTest {
  private static final FleetRegion REGION = new FleetRegion("123456789012", "us-east-1");
  private static final FleetRegion OTHER_REGION = new FleetRegion("123456789012", "eu-west-1");
  private static final SimulatorOptions ON = SimulatorOptions.DEFAULTS.withBuckets(true);

  /** A clock that only {@link #advance} moves. */
  private static final class ManualClock implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    private void advance(Duration duration) {
      nanos += duration.toNanos();
    }
  }

  private final ManualClock clock = new ManualClock();

  private static int taken(ReadBuckets buckets, String operation, FleetRegion fleetRegion) {
    int taken = 0;
    while (taken < 1000 && buckets.take(operation, fleetRegion)) {
      taken++;
    }
    return taken;
  }

  @Test
  void containsFiftyClusterReadsAndRefillsTwentyPerSecond() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertTrue(buckets.take("ListClusters", REGION));
    assertEquals(49, taken(buckets, "DescribeClusters", REGION));
    assertFalse(buckets.take("ListClusters", REGION));
    clock.advance(Duration.ofMillis(500));
    assertEquals(10, taken(buckets, "ListClusters", REGION));
    clock.advance(Duration.ofMinutes(10));
    assertEquals(50, taken(buckets, "ListClusters", REGION));
  }

  @Test
  void containsHundredServiceReadsAndRefillsTwentyPerSecond() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertTrue(buckets.take("ListServices", REGION));
    assertEquals(99, taken(buckets, "DescribeServices", REGION));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(20, taken(buckets, "ListServices", REGION));
  }

  @Test
  void containsFiftyTaskDefinitionReadsAndRefillsTwentyPerSecond() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertEquals(50, taken(buckets, "DescribeTaskDefinition", REGION));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(20, taken(buckets, "DescribeTaskDefinition", REGION));
    assertEquals(50, taken(buckets, "ListClusters", REGION));
  }

  @Test
  void separatesRegions() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertEquals(100, taken(buckets, "ListServices", REGION));
    assertEquals(100, taken(buckets, "ListServices", OTHER_REGION));
    assertEquals(50, taken(buckets, "ListClusters", REGION));
  }

  @Test
  void countsDescribeTaskSetsOnlyIfConfigured() {
    assertEquals(1000, taken(new ReadBuckets(ON, clock), "DescribeTaskSets", REGION));
    ReadBuckets shared = new ReadBuckets(ON.withTaskSetsInServiceBucket(true), clock);
    assertEquals(100, taken(shared, "DescribeTaskSets", REGION));
    assertFalse(shared.take("ListServices", REGION));
  }

  @Test
  void isOffByDefault() {
    assertEquals(
        1000, taken(new ReadBuckets(SimulatorOptions.DEFAULTS, clock), "ListClusters", REGION));
  }

  @Test
  void throttlesOverHttp() {
    try (EcsSimulator simulator = EcsSimulator.start(Samples.fleet(), ON, clock);
        EcsClient ecs = TestClients.ecs(simulator)) {
      for (int call = 0; call < 50; call++) {
        ecs.listClusters();
      }
      assertRejected("ThrottlingException", "Rate exceeded", () -> ecs.listClusters());
      assertEquals(1, simulator.calls().throttled());
      clock.advance(Duration.ofSeconds(1));
      ecs.listClusters();
    }
  }
}
