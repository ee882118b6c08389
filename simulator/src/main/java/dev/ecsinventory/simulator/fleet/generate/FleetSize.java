package dev.ecsinventory.simulator.fleet.generate;

/**
 * The size of a fleet that a {@link FleetGenerator} generates in each account and Region.
 *
 * @param clusters from 0; ECS allows 10,000
 * @param servicesPerCluster from 0; ECS allows 5,000
 * @param taskSetsPerService from 0; ECS allows about 5
 */
public record FleetSize(int clusters, int servicesPerCluster, int taskSetsPerService) {
  public FleetSize {
    if (clusters < 0 || servicesPerCluster < 0 || taskSetsPerService < 0) {
      throw new IllegalArgumentException(
          "a fleet of %d clusters, %d services and %d task sets; accepted: from 0"
              .formatted(clusters, servicesPerCluster, taskSetsPerService));
    }
  }
}
