package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The identity of a service: its cluster's ARN and its own ARN. The ARN alone is not enough,
 * because the old format, {@code service/NAME}, does not contain the cluster, so that two clusters
 * of one account and Region can each have a service with the same ARN.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids">
 *     Amazon Resource Names (ARNs) and IDs</a>
 */
public record ServiceIdentity(String clusterArn, String serviceArn)
    implements Comparable<ServiceIdentity> {
  private static final Comparator<ServiceIdentity> ORDER =
      Comparator.comparing(ServiceIdentity::clusterArn).thenComparing(ServiceIdentity::serviceArn);

  public ServiceIdentity {
    requireNonNull(clusterArn, "clusterArn is null");
    requireNonNull(serviceArn, "serviceArn is null");
  }

  @Override
  public int compareTo(ServiceIdentity other) {
    return ORDER.compare(this, other);
  }

  /** Both ARNs, for logs and messages. */
  @Override
  public String toString() {
    return serviceArn + " in " + clusterArn;
  }
}
