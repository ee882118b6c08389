package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecsinventory.model.AccountRegion;
import java.util.List;

/**
 * A bounded piece of work in one account and region: what is held in memory at a time, what is
 * written as one file a dataset, and what a retry need not do again.
 *
 * @param id {@code ACCOUNT-REGION-NUMBER}, part of its files' keys
 * @param expectedServices how many services its clusters said they have
 */
public record Target(
    String id,
    @JsonProperty("place") AccountRegion accountRegion,
    List<ClusterToRead> clusters,
    int expectedServices) {
  public Target {
    requireNonNull(id, "id is null");
    requireNonNull(accountRegion, "place is null");
    clusters = List.copyOf(clusters);
  }
}
