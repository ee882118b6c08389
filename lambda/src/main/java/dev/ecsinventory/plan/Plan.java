package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;

/**
 * The resources to read in one account and Region.
 *
 * @param listedClusters ARNs of every cluster there; null when the listing is incomplete, so that
 *     the absence of a cluster proves nothing
 * @param failures read failures while planning
 * @param apiCalls calls sent to ECS while planning
 * @param startedAt when planning began, in ISO 8601
 */
public record Plan(
    @JsonProperty("place") AccountRegion accountRegion,
    List<Target> targets,
    List<String> listedClusters,
    List<ReadFailure> failures,
    List<String> matchedSelectors,
    int apiCalls,
    int throttledCalls,
    String startedAt) {
  public Plan {
    requireNonNull(accountRegion, "accountRegion is null");
    targets = List.copyOf(targets);
    listedClusters = listedClusters == null ? null : List.copyOf(listedClusters);
    failures = List.copyOf(failures);
    matchedSelectors = List.copyOf(matchedSelectors);
    requireNonNull(startedAt, "startedAt is null");
  }

  /** The plan of an account and Region of which nothing can be read because of {@code failure}. */
  public static Plan unread(AccountRegion accountRegion, ReadFailure failure, String startedAt) {
    return new Plan(accountRegion, List.of(), null, List.of(failure), List.of(), 0, 0, startedAt);
  }

  /**
   * The plan without the descriptions of clusters and the names of services, which only the scan of
   * a target needs: a commit has all plans of an organization in memory.
   */
  public Plan outline() {
    return new Plan(
        accountRegion,
        targets.stream().map(Target::outline).toList(),
        listedClusters,
        failures,
        matchedSelectors,
        apiCalls,
        throttledCalls,
        startedAt);
  }

  /** Whether anything could be read here, even if only that there is no cluster. */
  public boolean hasReadSomething() {
    return listedClusters != null || !targets.isEmpty();
  }
}
