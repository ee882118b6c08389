package dev.ecsinventory.cli.past.change;

import dev.ecsinventory.cli.past.RecordedCluster;
import dev.ecsinventory.cli.past.RecordedRegion;
import dev.ecsinventory.cli.past.change.Change.Kind;
import dev.ecsinventory.cli.past.change.Comparison.Side;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resources that one of two snapshots did not read, in one account and Region: task sets of theirs
 * may exist of which neither snapshot has a row.
 */
record Unread(Side before, Side after) {
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Side side : List.of(before, after)) {
      if (side.region().isEmpty()) {
        AccountRegion accountRegion = side.accountRegion();
        changes.add(
            change(
                side,
                accountRegion.accountId() + "/" + accountRegion.region(),
                "it is not in its scope"));
      }
      side.region().stream()
          .flatMap(Unread::failures)
          .distinct()
          .map(failure -> change(side, failure.resourceArn(), failure.text()))
          .forEach(changes::add);
    }
    return changes;
  }

  private static Change change(Side side, String resource, String reason) {
    return new Change(
        Kind.NOT_COMPARABLE,
        side.accountRegion(),
        Optional.empty(),
        resource,
        List.of(),
        Optional.of("not read by %s: %s".formatted(side.snapshot().id(), reason)));
  }

  /** The failures because of which there may be other task sets than those with rows. */
  private static Stream<ReadFailure> failures(RecordedRegion region) {
    return Stream.of(
            region.unread().stream(),
            region.incompleteClusters().stream(),
            region.clusters().stream().flatMap(cluster -> failures(region, cluster)))
        .flatMap(failures -> failures);
  }

  private static Stream<ReadFailure> failures(RecordedRegion region, RecordedCluster cluster) {
    return Stream.of(
            region.missing(cluster).stream(),
            region.incompleteServices(cluster).stream(),
            cluster.services().stream()
                .filter(service -> !service.knowsAllTaskSets())
                .flatMap(service -> region.failuresOf(service).stream()))
        .flatMap(failures -> failures);
  }
}
