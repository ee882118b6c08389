package dev.ecsinventory.bench.process;

import java.util.ArrayList;
import java.util.List;

/**
 * A fleet to measure with: clusters of a hundred EXTERNAL services, each with two task sets, the
 * usual number while a deployment is under way.
 *
 * @param services a multiple of a hundred
 */
public record BenchFleet(int services) {
  public static final int SERVICES_PER_CLUSTER = 100;

  private static final int TASK_SETS_PER_SERVICE = 2;

  public BenchFleet {
    if (services < SERVICES_PER_CLUSTER || services % SERVICES_PER_CLUSTER != 0) {
      throw new IllegalArgumentException(
          "services is %d; accepted: multiples of %d".formatted(services, SERVICES_PER_CLUSTER));
    }
  }

  /** The fleet that has so many task sets. */
  public static BenchFleet ofTaskSets(int count) {
    return new BenchFleet(count / TASK_SETS_PER_SERVICE);
  }

  public int clusters() {
    return services / SERVICES_PER_CLUSTER;
  }

  public int taskSets() {
    return services * TASK_SETS_PER_SERVICE;
  }

  /** The command line that serves it. */
  List<String> simulation() {
    String size = "%d,%d,%d".formatted(clusters(), SERVICES_PER_CLUSTER, TASK_SETS_PER_SERVICE);
    return new ArrayList<>(List.of("simulate", "--seed", "1", "--size", size, "--uniform"));
  }
}
