package dev.ecsinventory.evaluate;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.scan.TaskDefinitionScan;
import dev.ecsinventory.scan.TaskDefinitionScanner;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TargetRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a target's rows. If a required tag is missing, the task definitions that may have the
 * tag are read, and the same rows are evaluated again with them; otherwise nothing is read.
 */
public final class TargetEvaluator {
  private static final Logger LOG = LoggerFactory.getLogger(TargetEvaluator.class);

  private final SnapshotPolicies policies;
  private final Normalizer normalizer;
  private final Deadline deadline;

  public TargetEvaluator(SnapshotPolicies policies, Normalizer normalizer, Deadline deadline) {
    this.policies = policies;
    this.normalizer = normalizer;
    this.deadline = deadline;
  }

  public Evaluated evaluate(EcsReader reader, Collection<Row> read) {
    FleetEvaluator evaluator = policies.evaluator(reader.accountRegion().accountId());
    List<Row> evaluated = evaluator.evaluate(read);
    TaskDefinitionScan scan =
        new TaskDefinitionScanner(reader)
            .scan(FleetEvaluator.taskDefinitionsOfMissingTags(evaluated), deadline);
    if (scan.readings().isEmpty()) {
      return new Evaluated(TargetRows.of(evaluated), scan);
    }
    tell(scan);
    List<Row> withDefinitions = new ArrayList<>(read);
    scan.readings()
        .forEach(
            reading -> withDefinitions.addAll(normalizer.rows(reader.accountRegion(), reading)));
    return new Evaluated(TargetRows.of(evaluator.evaluate(withDefinitions)), scan);
  }

  /**
   * A task definition is not part of the requested scope, so this is a warning, not a read failure.
   */
  private static void tell(TaskDefinitionScan scan) {
    if (!scan.failures().isEmpty()) {
      ReadFailure first = scan.failures().getFirst();
      long unknown = scan.readings().stream().filter(read -> read.response().isEmpty()).count();
      LOG.warn(
          "the tags of {} of {} task definitions are not known, so no violation records whether"
              + " they have the missing tag; the first is {}: {} ({})",
          unknown,
          scan.readings().size(),
          first.resourceArn(),
          first.message(),
          first.errorCode());
    }
  }

  /**
   * A target's rows with their compliance statuses.
   *
   * @param definitions the task definitions that were read for them
   */
  public record Evaluated(TargetRows rows, TaskDefinitionScan definitions) {
    /** The result for a target without any successful read. */
    public static final Evaluated NOTHING = new Evaluated(TargetRows.NONE, TaskDefinitionScan.NONE);

    /**
     * The result for a later part of a cluster: the cluster's row, whose tags were used, is in the
     * first part.
     */
    public Evaluated withoutClusters() {
      return new Evaluated(rows.withoutClusters(), definitions);
    }
  }
}
