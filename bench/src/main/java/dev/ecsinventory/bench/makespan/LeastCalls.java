package dev.ecsinventory.bench.makespan;

import dev.ecsinventory.bench.process.BenchFleet;

/**
 * The fewest calls that read a fleet whole, and the least time in which ECS's buckets let them
 * through, as AWS publishes them. DescribeTaskSets is in none of the published ones; it is counted
 * with the service reads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
record LeastCalls(BenchFleet fleet) {
  /** What both buckets gain in a second. */
  static final int READS_PER_SECOND = 20;

  private static final int CLUSTER_BURST = 50;
  private static final int SERVICE_BURST = 100;

  /** The most that ListClusters and ListServices give a page, and that DescribeClusters takes. */
  private static final int PAGE = 100;

  /** The most that DescribeServices takes. */
  private static final int BATCH = 10;

  private int clusterReads() {
    return 2 * Math.ceilDiv(fleet.clusters(), PAGE);
  }

  private int serviceReads() {
    int perCluster =
        Math.ceilDiv(BenchFleet.SERVICES_PER_CLUSTER, PAGE)
            + Math.ceilDiv(BenchFleet.SERVICES_PER_CLUSTER, BATCH);
    return fleet.clusters() * perCluster + fleet.services();
  }

  int calls() {
    return clusterReads() + serviceReads();
  }

  double seconds() {
    return Math.max(seconds(clusterReads(), CLUSTER_BURST), seconds(serviceReads(), SERVICE_BURST));
  }

  private static double seconds(int reads, int burst) {
    return Math.max(0, reads - burst) / (double) READS_PER_SECOND;
  }
}
