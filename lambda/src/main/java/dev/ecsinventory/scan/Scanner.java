package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.TagList;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.plan.ClusterToRead;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Reading.ClusterReading;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * Reads targets of one account and Region with the minimal number of calls. The clusters are
 * already described; their services are listed a hundred at a time and described ten at a time, and
 * one call per service reads its task sets with their tags, if it has any.
 *
 * <p>The three steps overlap: a page's services are described while the next page is listed.
 * Failures are recorded, and everything else is still read. When a step has sent its planned calls,
 * it repeats the failed ones; see {@link dev.ecsinventory.aws.Rounds}.
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
   * @param readings receives the readings, concurrently and in no order
   */
  public Scan scan(Target target, Deadline deadline, Readings readings) {
    ScanState state = new ScanState(reader, scope, deadline, readings);
    try (Tasks tasks = new Tasks()) {
      TaskSetStep taskSets = new TaskSetStep(state);
      ServiceStep services = new ServiceStep(state, tasks, taskSets);
      ListingStep listing = new ListingStep(state, services);
      for (ClusterToRead cluster : target.clusters()) {
        if (cluster.isDescribed()) {
          readings.accept(reading(cluster));
        }
        if (target.part() != null) {
          tasks.submit(() -> listing.listed(cluster.arn(), target.part()));
        } else if (cluster.isActive()) {
          tasks.submit(() -> listing.list(cluster.arn()));
        }
      }
      tasks.await();
      for (Runnable step : List.<Runnable>of(listing::again, services::again, taskSets::again)) {
        step.run();
        tasks.await();
      }
    }
    return state.scan(target.range());
  }

  private static ClusterReading reading(ClusterToRead cluster) {
    Cluster described = cluster.cluster();
    boolean tagsKnown = TagList.problem(described.hasTags(), described.tags()).isEmpty();
    return new ClusterReading(cluster.arn(), described, tagsKnown);
  }
}
