package dev.ecsinventory.pipeline;

import dev.ecsinventory.simulator.fleet.Fleet;

/** Fleets for tests. */
public final class Fleets {
  /** More than the maximum of a target, and fewer than those of a cluster that is read in parts. */
  private static final int SERVICES = 300;

  private Fleets() {}

  /** The fleet with so many services per cluster that each cluster becomes a separate target. */
  public static Fleet ofTargets(Fleet fleet) {
    Fleet claiming = fleet;
    for (Fleet.Cluster cluster : fleet.clusters().toList()) {
      claiming = claiming.with(cluster.arn(), node -> node.put("activeServicesCount", SERVICES));
    }
    return claiming;
  }
}
