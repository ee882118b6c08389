package dev.ecsinventory.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A range of the names of a cluster's services. The ranges of a cluster that is read in several
 * targets cover all names without an overlap, so that each target proves absence in its own range.
 *
 * @param from the first name; null for all names from the beginning
 * @param to the name after the last one, exclusive; null for all names to the end
 */
public record ServiceRange(String from, String to) {
  /** All services of a cluster. */
  public static final ServiceRange ALL = new ServiceRange(null, null);

  public ServiceRange {
    if (from != null && to != null && from.compareTo(to) >= 0) {
      throw new IllegalArgumentException("range from %s to %s is empty".formatted(from, to));
    }
  }

  /** Whether the range contains a service, by its ARN or its name. */
  public boolean contains(String service) {
    String name = EcsArn.nameOf(service);
    return (from == null || name.compareTo(from) >= 0) && (to == null || name.compareTo(to) < 0);
  }

  /** Whether it is the first range of its cluster: the target with it has the cluster's row. */
  public boolean startsCluster() {
    return from == null;
  }

  /** Whether the ranges cover all names without an overlap. */
  public static boolean coverAll(Collection<ServiceRange> ranges) {
    List<ServiceRange> ordered =
        ranges.stream()
            .sorted(
                Comparator.comparing(
                    ServiceRange::from, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
    for (int index = 1; index < ordered.size(); index++) {
      String end = ordered.get(index - 1).to;
      if (end == null || !end.equals(ordered.get(index).from)) {
        return false;
      }
    }
    return !ordered.isEmpty() && ordered.getFirst().from == null && ordered.getLast().to == null;
  }
}
