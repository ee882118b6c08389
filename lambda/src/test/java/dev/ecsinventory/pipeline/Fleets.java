package dev.ecsinventory.pipeline;

import dev.ecsinventory.simulator.fleet.Fleet;

/** Fleets for tests. */
public final class Fleets {
  /** More than half of what a target may have. */
  private static final int SERVICES = 900;

  private Fleets() {}

  /** The fleet with clusters that claim so many services that each becomes a target of its own. */
  public static Fleet ofTargets(Fleet fleet) {
    Fleet claiming = fleet;
    for (Fleet.Cluster cluster : fleet.clusters().toList()) {
      claiming = claiming.with(cluster.arn(), node -> node.put("activeServicesCount", SERVICES));
    }
    return claiming;
  }
}
