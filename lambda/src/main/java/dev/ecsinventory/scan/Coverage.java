package dev.ecsinventory.scan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was looked at in a target, so that absence is concluded only from a successful read of the
 * parent.
 *
 * @param servicesOfCluster for each cluster whose services were all listed, their ARNs
 * @param taskSetsOfService for each service that was described, the ARNs of its task sets
 */
public record Coverage(
    Map<String, Set<String>> servicesOfCluster, Map<String, Set<String>> taskSetsOfService) {
  public Coverage {
    servicesOfCluster = Map.copyOf(servicesOfCluster);
    taskSetsOfService = Map.copyOf(taskSetsOfService);
  }

  /** Whether the task set is known not to exist any more. */
  public boolean provesAbsent(String clusterArn, String serviceArn, String taskSetArn) {
    return provesAbsent(clusterArn, serviceArn)
        || (taskSetsOfService.containsKey(serviceArn)
            && !taskSetsOfService.get(serviceArn).contains(taskSetArn));
  }

  /** Whether the service is known not to exist any more. */
  public boolean provesAbsent(String clusterArn, String serviceArn) {
    return servicesOfCluster.containsKey(clusterArn)
        && !servicesOfCluster.get(clusterArn).contains(serviceArn);
  }

  /** The clusters that were read far enough to say something about their services. */
  public List<String> clusters() {
    return servicesOfCluster.keySet().stream().sorted().toList();
  }
}
