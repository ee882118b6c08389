package dev.ecsinventory.plan;

import dev.ecsinventory.model.AccountRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Packs clusters into targets. The same clusters always produce the same targets. */
final class TargetPacker {
  /**
   * At the default rate of ten reads per second a target takes half a minute, so that little work
   * is lost when the function's time runs out, and two targets take a few megabytes, so that memory
   * is the same for fleets of all sizes. Each target has about ten objects; smaller targets would
   * cost more than they save.
   */
  static final int MAX_SERVICES = 250;

  /**
   * A cluster with more services is read in parts. An account and Region may have two targets in
   * memory, so a cluster of this size needs no more memory than smaller ones; listed with the plan,
   * its services are described later.
   */
  static final int MAX_SERVICES_OF_A_CLUSTER = 2 * MAX_SERVICES;

  private static final int MAX_CLUSTERS = 100;

  private TargetPacker() {}

  /** Whether the services of a cluster are listed for the plan. */
  static boolean isLarge(ClusterToRead cluster) {
    return cluster.expectedServices() > MAX_SERVICES_OF_A_CLUSTER;
  }

  /**
   * Packs clusters. One with more services than the maximum of a target is a target by itself, or
   * several if its services were listed.
   *
   * @param services the services of large clusters, by the cluster's ARN
   */
  static List<Target> pack(
      AccountRegion accountRegion,
      List<ClusterToRead> clusters,
      Map<String, Collection<String>> services) {
    List<Target> targets = new ArrayList<>();
    List<ClusterToRead> whole = new ArrayList<>();
    for (ClusterToRead cluster :
        clusters.stream().sorted(Comparator.comparing(ClusterToRead::arn)).toList()) {
      if (services.containsKey(cluster.arn())) {
        addWhole(accountRegion, whole, targets);
        whole.clear();
        addParts(accountRegion, cluster, services.get(cluster.arn()), targets);
      } else {
        whole.add(cluster);
      }
    }
    addWhole(accountRegion, whole, targets);
    return targets;
  }

  private static void addParts(
      AccountRegion accountRegion,
      ClusterToRead cluster,
      Collection<String> services,
      List<Target> targets) {
    for (ClusterPart part : ClusterPart.of(cluster.arn(), services, MAX_SERVICES)) {
      targets.add(
          new Target(
              id(accountRegion, targets.size() + 1),
              accountRegion,
              List.of(cluster),
              part.services().size(),
              part));
    }
  }

  private static void addWhole(
      AccountRegion accountRegion, List<ClusterToRead> clusters, List<Target> targets) {
    List<ClusterToRead> packed = new ArrayList<>();
    int services = 0;
    for (ClusterToRead cluster : clusters) {
      int expected = cluster.expectedServices();
      boolean full = packed.size() == MAX_CLUSTERS || services + expected > MAX_SERVICES;
      if (full && !packed.isEmpty()) {
        targets.add(target(accountRegion, targets.size() + 1, packed, services));
        packed.clear();
        services = 0;
      }
      packed.add(cluster);
      services += expected;
    }
    if (!packed.isEmpty()) {
      targets.add(target(accountRegion, targets.size() + 1, packed, services));
    }
  }

  private static Target target(
      AccountRegion accountRegion, int number, List<ClusterToRead> clusters, int services) {
    return new Target(id(accountRegion, number), accountRegion, clusters, services);
  }

  private static String id(AccountRegion accountRegion, int number) {
    return "%s-%04d".formatted(accountRegion.name(), number);
  }
}
