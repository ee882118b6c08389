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
  private static final FleetRegion HERE = new FleetRegion("123456789012", "us-east-1");
  private static final FleetRegion THERE = new FleetRegion("123456789012", "eu-west-1");
  private static final SimulatorOptions ON = SimulatorOptions.DEFAULTS.withBuckets(true);

  /** A clock that stands still until it is told otherwise. */
  private static final class StoppedClock implements TimeMeter {
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

  private final StoppedClock clock = new StoppedClock();

  private static int taken(ReadBuckets buckets, String operation, FleetRegion fleetRegion) {
    int taken = 0;
    while (taken < 1000 && buckets.take(operation, fleetRegion)) {
      taken++;
    }
    return taken;
  }

  @Test
  void holdsFiftyClusterReadsAndGainsTwentyASecond() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertTrue(buckets.take("ListClusters", HERE));
    assertEquals(49, taken(buckets, "DescribeClusters", HERE));
    assertFalse(buckets.take("ListClusters", HERE));
    clock.advance(Duration.ofMillis(500));
    assertEquals(10, taken(buckets, "ListClusters", HERE));
    clock.advance(Duration.ofMinutes(10));
    assertEquals(50, taken(buckets, "ListClusters", HERE));
  }

  @Test
  void holdsHundredServiceReadsAndGainsTwentyASecond() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertTrue(buckets.take("ListServices", HERE));
    assertEquals(99, taken(buckets, "DescribeServices", HERE));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(20, taken(buckets, "ListServices", HERE));
  }

  @Test
  void holdsFiftyTaskDefinitionReadsAndGainsTwentyASecond() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertEquals(50, taken(buckets, "DescribeTaskDefinition", HERE));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(20, taken(buckets, "DescribeTaskDefinition", HERE));
    assertEquals(50, taken(buckets, "ListClusters", HERE));
  }

  @Test
  void doesNotShareBetweenRegions() {
    ReadBuckets buckets = new ReadBuckets(ON, clock);
    assertEquals(100, taken(buckets, "ListServices", HERE));
    assertEquals(100, taken(buckets, "ListServices", THERE));
    assertEquals(50, taken(buckets, "ListClusters", HERE));
  }

  @Test
  void countsDescribeTaskSetsOnlyWhenToldTo() {
    assertEquals(1000, taken(new ReadBuckets(ON, clock), "DescribeTaskSets", HERE));
    ReadBuckets shared = new ReadBuckets(ON.withTaskSetsInServiceBucket(true), clock);
    assertEquals(100, taken(shared, "DescribeTaskSets", HERE));
    assertFalse(shared.take("ListServices", HERE));
  }

  @Test
  void isOffByDefault() {
    assertEquals(
        1000, taken(new ReadBuckets(SimulatorOptions.DEFAULTS, clock), "ListClusters", HERE));
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
