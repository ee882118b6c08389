package dev.ecsinventory.cli.past;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import java.util.Optional;

/**
 * Whether a snapshot proves that a task set without a row did not exist. Absence is concluded only
 * from a complete read of the parent: the service's task sets, the cluster's services, or the
 * Region's clusters.
 */
public final class Absence {
  private Absence() {}

  /**
   * Why it is not proven that a service had no other task sets than those with rows; empty when it
   * is proven.
   *
   * @param region what the snapshot recorded; empty when it was not to read the Region
   */
  public static Optional<String> notProven(
      RecordedSnapshot snapshot,
      AccountRegion accountRegion,
      Optional<RecordedRegion> region,
      String cluster,
      String service) {
    Optional<String> reason =
        region.isEmpty()
            ? Optional.of(
                "account %s in Region %s is not in its scope"
                    .formatted(accountRegion.accountId(), accountRegion.region()))
            : notProven(region.get(), cluster, service);
    return reason.map(text -> "not read by %s: %s".formatted(snapshot.id(), text));
  }

  private static Optional<String> notProven(RecordedRegion region, String cluster, String service) {
    if (region.unread().isPresent()) {
      return region.unread().map(ReadFailure::text);
    }
    Optional<RecordedCluster> found = region.cluster(cluster);
    if (found.isEmpty()) {
      return region.incompleteClusters().map(ReadFailure::text);
    }
    if (found.get().isInactive()) {
      return Optional.of("the cluster was INACTIVE, and its services were not listed");
    }
    Optional<RecordedService> listed = found.get().service(service);
    return listed.isPresent()
        ? notProven(region, listed.get())
        : region
            .missing(found.get())
            .or(() -> region.incompleteServices(found.get()))
            .map(ReadFailure::text);
  }

  private static Optional<String> notProven(RecordedRegion region, RecordedService service) {
    if (service.knowsAllTaskSets()) {
      return Optional.empty();
    }
    return region.failuresOf(service).stream()
        .findFirst()
        .map(ReadFailure::text)
        .or(() -> Optional.of("the service was not described"));
  }
}
