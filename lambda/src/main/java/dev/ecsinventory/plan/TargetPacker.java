package dev.ecsinventory.plan;

import dev.ecsinventory.model.AccountRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Packs clusters into targets. The same clusters always produce the same targets. */
final class TargetPacker {
  /**
   * At the default rate of ten reads per second a target takes half a minute, so that little work
   * is lost when the function's time runs out, and two targets take a few megabytes, so that memory
   * is the same for fleets of all sizes. Each target has about ten objects; smaller targets would
   * cost more than they save.
   */
  private static final int MAX_SERVICES = 250;

  private static final int MAX_CLUSTERS = 100;

  private TargetPacker() {}

  /** A cluster with more services than the maximum of a target is a target by itself. */
  static List<Target> pack(AccountRegion accountRegion, List<ClusterToRead> clusters) {
    List<Target> targets = new ArrayList<>();
    List<ClusterToRead> packed = new ArrayList<>();
    int services = 0;
    for (ClusterToRead cluster :
        clusters.stream().sorted(Comparator.comparing(ClusterToRead::arn)).toList()) {
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
    return targets;
  }

  private static Target target(
      AccountRegion accountRegion, int number, List<ClusterToRead> clusters, int services) {
    return new Target(
        "%s-%04d".formatted(accountRegion.name(), number), accountRegion, clusters, services);
  }
}
