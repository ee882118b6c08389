package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ServiceRange;
import java.util.List;

/**
 * A bounded unit of work in one account and Region: it is in memory at one time, written as one
 * file per dataset, and not repeated by a retry.
 *
 * @param id {@code ACCOUNT-REGION-NUMBER}, part of its files' keys
 * @param expectedServices number of services according to the descriptions of its clusters
 * @param part the services to read, if the target is a part of one cluster; null if it has all
 *     services of its clusters
 */
public record Target(
    String id,
    @JsonProperty("place") AccountRegion accountRegion,
    List<ClusterToRead> clusters,
    int expectedServices,
    @JsonInclude(JsonInclude.Include.NON_NULL) ClusterPart part) {
  public Target {
    requireNonNull(id, "id is null");
    requireNonNull(accountRegion, "accountRegion is null");
    clusters = List.copyOf(clusters);
    if (part != null && clusters.size() != 1) {
      throw new IllegalArgumentException("target " + id + " is a part of " + clusters);
    }
  }

  /** A target with all services of its clusters. */
  public Target(
      String id, AccountRegion accountRegion, List<ClusterToRead> clusters, int expectedServices) {
    this(id, accountRegion, clusters, expectedServices, null);
  }

  Target outline() {
    return new Target(
        id,
        accountRegion,
        clusters.stream().map(cluster -> ClusterToRead.undescribed(cluster.arn())).toList(),
        expectedServices,
        part == null ? null : new ClusterPart(part.range(), List.of()));
  }

  /** The services that belong to the target, of each of its clusters. */
  public ServiceRange range() {
    return part == null ? ServiceRange.ALL : part.range();
  }
}
