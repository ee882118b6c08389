package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.plan.ClusterToRead;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Reading.ClusterReading;

/**
 * Reads targets of one account and region with the least number of calls: the clusters are
 * described already; their services are listed a hundred at a time, described ten at a time, and
 * each service that has task sets is asked for them, and their tags, once.
 *
 * <p>The three steps run beside each other: a page's services are described while the next page is
 * listed. What fails is noted and everything else is read all the same.
 */
public final class Scanner {
  private final EcsReader reader;
  private final Scope scope;

  public Scanner(EcsReader reader, Scope scope) {
    this.reader = requireNonNull(reader, "reader is null");
    this.scope = requireNonNull(scope, "scope is null");
  }

  /**
   * Reads {@code target}.
   *
   * @param readings is given what was read, in no order and from several threads at once
   */
  public Scan scan(Target target, Deadline deadline, Readings readings) {
    ScanState state = new ScanState(reader, scope, deadline, readings);
    try (Tasks tasks = new Tasks()) {
      TaskSetStep taskSets = new TaskSetStep(state);
      ServiceStep services = new ServiceStep(state, tasks, taskSets);
      ListingStep listing = new ListingStep(state, services);
      for (ClusterToRead cluster : target.clusters()) {
        if (cluster.isDescribed()) {
          readings.accept(new ClusterReading(cluster.cluster()));
        }
        if (cluster.isActive()) {
          tasks.submit(() -> listing.list(cluster.arn()));
        }
      }
      tasks.await();
    }
    return state.scan();
  }
}
