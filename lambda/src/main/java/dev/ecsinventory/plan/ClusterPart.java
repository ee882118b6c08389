package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a cluster that has more services than a target: the services that were listed, in a
 * range of their names.
 *
 * @param services the services in the range, by name, in order: names, or ARNs where they are not
 *     derived from the cluster's ARN
 */
public record ClusterPart(ServiceRange range, List<String> services) {
  private static final String ARN = "arn:";

  public ClusterPart {
    requireNonNull(range, "range is null");
    services = List.copyOf(services);
  }

  /**
   * Divides the services of a cluster into parts. The order in which they were listed does not
   * matter.
   *
   * @param serviceArns all services of the cluster
   * @param size the number of services of a part
   */
  static List<ClusterPart> of(String clusterArn, Collection<String> serviceArns, int size) {
    String derived = derived(clusterArn);
    SortedMap<String, String> byName = new TreeMap<>();
    serviceArns.forEach(
        arn -> {
          String name = EcsArn.nameOf(arn);
          byName.put(name, arn.equals(derived + name) ? name : arn);
        });
    List<String> names = List.copyOf(byName.keySet());
    List<String> texts = List.copyOf(byName.values());
    List<ClusterPart> parts = new ArrayList<>();
    for (int start = 0; start == 0 || start < names.size(); start += size) {
      int end = Math.min(start + size, names.size());
      ServiceRange range =
          new ServiceRange(
              start == 0 ? null : names.get(start), end == names.size() ? null : names.get(end));
      parts.add(new ClusterPart(range, texts.subList(start, end)));
    }
    return parts;
  }

  /** The ARNs of the services. */
  public List<String> services(String clusterArn) {
    String derived = derived(clusterArn);
    return services.stream().map(text -> text.startsWith(ARN) ? text : derived + text).toList();
  }

  /** The beginning of the ARNs of a cluster's services, except for those of the old format. */
  private static String derived(String clusterArn) {
    return clusterArn.replace(":cluster/", ":service/") + "/";
  }
}
