package dev.ecsinventory.model;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a target that were read completely, so that absence is concluded only from a
 * successful read of the parent. ARNs are compared as identities: a service that was stored with
 * one form of its ARN and is listed with the other one exists.
 *
 * @param servicesOfCluster for each cluster whose services were all listed, their ARNs
 * @param taskSetsOfService for each service whose list of task sets is known, their ARNs
 * @param ranges the range of names that was listed, for each cluster of which the target is a part
 */
public record Coverage(
    Map<String, Set<String>> servicesOfCluster,
    Map<ServiceIdentity, Set<String>> taskSetsOfService,
    Map<String, ServiceRange> ranges) {
  public Coverage {
    servicesOfCluster =
        servicesOfCluster.entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> names(entry.getValue())));
    taskSetsOfService =
        taskSetsOfService.entrySet().stream()
            .collect(toUnmodifiableMap(entry -> byName(entry.getKey()), entry -> ids(entry)));
    ranges = Map.copyOf(ranges);
  }

  /** A coverage of complete clusters. */
  public Coverage(
      Map<String, Set<String>> servicesOfCluster,
      Map<ServiceIdentity, Set<String>> taskSetsOfService) {
    this(servicesOfCluster, taskSetsOfService, Map.of());
  }

  /** Whether the task set provably does not exist any more. */
  public boolean provesAbsent(String clusterArn, String serviceArn, String taskSetArn) {
    ServiceIdentity service = new ServiceIdentity(clusterArn, serviceArn);
    Set<String> known = taskSetsOfService.get(byName(service));
    return provesAbsent(clusterArn, serviceArn)
        || (known != null && !known.contains(id(service, taskSetArn)));
  }

  /** Whether the service provably does not exist any more. */
  public boolean provesAbsent(String clusterArn, String serviceArn) {
    Set<String> known = servicesOfCluster.get(clusterArn);
    return known != null
        && rangeOf(clusterArn).contains(serviceArn)
        && !known.contains(EcsArn.nameOf(serviceArn));
  }

  /** The services of the cluster that the target has. */
  public ServiceRange rangeOf(String clusterArn) {
    return ranges.getOrDefault(clusterArn, ServiceRange.ALL);
  }

  /** The ids of the service's task sets; null when they are not known. */
  public Set<String> taskSetsOf(ServiceIdentity service) {
    return taskSetsOfService.get(byName(service));
  }

  /** The clusters whose listing of services is complete. */
  public List<String> clusters() {
    return servicesOfCluster.keySet().stream().sorted().toList();
  }

  private static Set<String> names(Set<String> serviceArns) {
    return serviceArns.stream().map(EcsArn::nameOf).collect(toUnmodifiableSet());
  }

  /**
   * Identity by name: a name is unique among a cluster's services, and is the same in both forms of
   * the ARN.
   */
  private static ServiceIdentity byName(ServiceIdentity service) {
    return new ServiceIdentity(service.clusterArn(), service.serviceName());
  }

  private static Set<String> ids(Map.Entry<ServiceIdentity, Set<String>> taskSets) {
    return taskSets.getValue().stream()
        .map(arn -> id(taskSets.getKey(), arn))
        .collect(toUnmodifiableSet());
  }

  private static String id(ServiceIdentity service, String taskSetArn) {
    return service.taskSetId(taskSetArn).orElse(taskSetArn);
  }
}
