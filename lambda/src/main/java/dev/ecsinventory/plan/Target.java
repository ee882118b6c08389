package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecsinventory.model.AccountRegion;
import java.util.List;

/**
 * A bounded unit of work in one account and Region: it is in memory at one time, written as one
 * file per dataset, and not repeated by a retry.
 *
 * @param id {@code ACCOUNT-REGION-NUMBER}, part of its files' keys
 * @param expectedServices number of services according to the descriptions of its clusters
 */
public record Target(
    String id,
    @JsonProperty("place") AccountRegion accountRegion,
    List<ClusterToRead> clusters,
    int expectedServices) {
  public Target {
    requireNonNull(id, "id is null");
    requireNonNull(accountRegion, "accountRegion is null");
    clusters = List.copyOf(clusters);
  }
}
