package dev.ecsinventory.bench.makespan;

import dev.ecsinventory.bench.process.BenchFleet;

/**
 * The minimal number of calls that read a fleet completely, and the minimal time for them by the
 * rate limits that AWS publishes. DescribeTaskSets is in none of the published buckets; it is
 * counted as a service read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
record MinimumCalls(BenchFleet fleet) {
  /** The refill rate of both buckets per second. */
  static final int READS_PER_SECOND = 20;

  private static final int CLUSTER_BURST = 50;
  private static final int SERVICE_BURST = 100;

  /**
   * The maximum page size of ListClusters and ListServices, and the maximum of DescribeClusters.
   */
  private static final int PAGE = 100;

  /** The maximum of DescribeServices. */
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
