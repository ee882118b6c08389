package dev.ecsinventory.bench.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fleet for measurements: in each Region of each account clusters of a hundred EXTERNAL services,
 * each with two task sets, the usual number during a deployment.
 *
 * @param services number of services of each account and Region, a multiple of a hundred
 * @param accounts number of accounts, including the exporter's own
 * @param regions number of Regions of each account
 */
public record BenchFleet(int services, int accounts, int regions) {
  public static final int SERVICES_PER_CLUSTER = 100;

  private static final int TASK_SETS_PER_SERVICE = 2;
  private static final String OWN = "123456789012";
  private static final long FIRST_OTHER = 210_000_000_000L;

  private static final List<String> REGIONS =
      List.of(
          EngineProperties.REGION,
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "eu-west-1",
          "eu-central-1",
          "ap-south-1",
          "ap-northeast-1");

  public BenchFleet {
    if (services < SERVICES_PER_CLUSTER || services % SERVICES_PER_CLUSTER != 0) {
      throw new IllegalArgumentException(
          "services is %d; accepted: multiples of %d".formatted(services, SERVICES_PER_CLUSTER));
    }
    if (accounts < 1 || regions < 1 || regions > REGIONS.size()) {
      throw new IllegalArgumentException(
          "%d accounts of %d Regions; accepted: from 1, and to %d Regions"
              .formatted(accounts, regions, REGIONS.size()));
    }
  }

  /** A fleet in one account and Region. */
  public BenchFleet(int services) {
    this(services, 1, 1);
  }

  /** The fleet with this number of task sets. */
  public static BenchFleet ofTaskSets(int count) {
    return new BenchFleet(count / TASK_SETS_PER_SERVICE);
  }

  /** The number of clusters of each account and Region. */
  public int clusters() {
    return services / SERVICES_PER_CLUSTER;
  }

  public int accountRegions() {
    return accounts * regions;
  }

  /** The total number of task sets. */
  public int taskSets() {
    return services * TASK_SETS_PER_SERVICE * accountRegions();
  }

  int taskSetsPerService() {
    return TASK_SETS_PER_SERVICE;
  }

  List<String> accountIds() {
    List<String> ids = new ArrayList<>(List.of(OWN));
    IntStream.range(1, accounts).forEach(other -> ids.add(String.valueOf(FIRST_OTHER + other)));
    return ids;
  }

  List<String> regionNames() {
    return REGIONS.subList(0, regions);
  }

  /** The roles that read the other accounts. */
  List<String> roles() {
    return accountIds().stream().skip(1).map("arn:aws:iam::%s:role/reader"::formatted).toList();
  }

  /** The arguments of {@code simulate} for this fleet. */
  List<String> simulation() {
    String size = "%d,%d,%d".formatted(clusters(), SERVICES_PER_CLUSTER, TASK_SETS_PER_SERVICE);
    return new ArrayList<>(List.of("simulate", "--seed", "1", "--size", size, "--uniform"));
  }
}
