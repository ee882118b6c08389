package dev.ecsinventory.bench.makespan;

/**
 * The fewest calls that read a fleet whole, and the least time in which ECS's buckets let them
 * through, as AWS publishes them. DescribeTaskSets is in none of the published ones; it is counted
 * with the service reads.
 *
 * @param services in clusters of a hundred, each with task sets
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
record LeastCalls(int services) {
  static final int SERVICES_PER_CLUSTER = 100;

  /** What both buckets gain in a second. */
  static final int READS_PER_SECOND = 20;

  private static final int CLUSTER_BURST = 50;
  private static final int SERVICE_BURST = 100;

  /** The most that ListClusters and ListServices give a page, and that DescribeClusters takes. */
  private static final int PAGE = 100;

  /** The most that DescribeServices takes. */
  private static final int BATCH = 10;

  int clusters() {
    return Math.ceilDiv(services, SERVICES_PER_CLUSTER);
  }

  private int clusterReads() {
    return 2 * Math.ceilDiv(clusters(), PAGE);
  }

  private int serviceReads() {
    int perCluster =
        Math.ceilDiv(SERVICES_PER_CLUSTER, PAGE) + Math.ceilDiv(SERVICES_PER_CLUSTER, BATCH);
    return clusters() * perCluster + services;
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
