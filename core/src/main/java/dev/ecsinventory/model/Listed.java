package dev.ecsinventory.model;

import java.util.Map;
import java.util.Set;

/**
 * The resources of a target that ECS named and that are in the scope. Each of them has a row or a
 * failure, or both.
 *
 * @param clusters for each cluster that was listed, its services
 * @param taskSets for each service that was described, the ARNs of its task sets; empty also for a
 *     service whose list of task sets is not known, which has a failure
 */
public record Listed(Map<String, Services> clusters, Map<ServiceIdentity, Set<String>> taskSets) {
  /** Nothing was listed. */
  public static final Listed NOTHING = new Listed(Map.of(), Map.of());

  public Listed {
    clusters = Map.copyOf(clusters);
    taskSets = Map.copyOf(taskSets);
  }

  /**
   * A cluster's services.
   *
   * @param complete whether the listing was read to its end; otherwise the cluster has a failure
   */
  public record Services(Set<String> arns, boolean complete) {
    public Services {
      arns = Set.copyOf(arns);
    }
  }
}
