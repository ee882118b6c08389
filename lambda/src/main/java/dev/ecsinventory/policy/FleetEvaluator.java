package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Judges the task sets among the rows of a fleet, or of a part of it, whose services and clusters
 * are among the rows too. Pure, like {@link Evaluator}: rows that were read back from a snapshot
 * are judged as they were when it was taken.
 */
public final class FleetEvaluator {
  private final Optional<Evaluator> evaluator;

  /** Judges by {@code policy}; without one, nothing is judged. */
  public FleetEvaluator(Optional<TagPolicy> policy) {
    this.evaluator = requireNonNull(policy, "policy is null").map(Evaluator::new);
  }

  /** The policy that is judged by. */
  public Optional<TagPolicy> policy() {
    return evaluator.map(Evaluator::policy);
  }

  /**
   * The rows with the verdict of each task set in its row, followed by a row of {@code
   * tag_violations} for each violation. Without a policy every task set is NOT_EVALUATED, also one
   * whose tags are not known.
   *
   * @param rows of {@code task_sets}, {@code services}, {@code clusters} and, as far as they were
   *     read, {@code task_definitions}
   */
  public List<Row> evaluate(Collection<Row> rows) {
    Map<String, List<Struct>> tags = tagsByArn(rows);
    List<Row> evaluated = new ArrayList<>(rows.size());
    List<Row> violations = new ArrayList<>();
    for (Row row : rows) {
      if (row.dataset() == TaskSets.DATASET) {
        Verdict verdict = verdict(row, tags);
        evaluated.add(row.with(TaskSets.COMPLIANCE_STATUS, verdict.status().name()));
        violations.addAll(verdict.violations());
      } else {
        evaluated.add(row);
      }
    }
    evaluated.addAll(violations);
    return evaluated;
  }

  /**
   * What to read for the lineage: the task definitions of the task sets among {@code evaluated}
   * that lack a required tag. ECS copies no tag from there, so the tag may well stand there.
   */
  public static SortedSet<String> taskDefinitionsOfMissingTags(Collection<Row> evaluated) {
    Set<String> lacking = new HashSet<>();
    for (Row row : evaluated) {
      if (row.dataset() == TagViolations.DATASET
          && row.get(TagViolations.VIOLATION).equals(ViolationKind.MISSING_TAG.name())) {
        lacking.add(row.get(TagViolations.TASK_SET_ARN));
      }
    }
    SortedSet<String> definitions = new TreeSet<>();
    for (Row row : evaluated) {
      if (row.dataset() == TaskSets.DATASET
          && row.get(TaskSets.TASK_DEFINITION_ARN) != null
          && lacking.contains(row.get(TaskSets.TASK_SET_ARN))) {
        definitions.add(row.get(TaskSets.TASK_DEFINITION_ARN));
      }
    }
    return definitions;
  }

  private Verdict verdict(Row taskSet, Map<String, List<Struct>> tags) {
    return evaluator
        .map(
            judge ->
                judge.evaluate(
                    taskSet, EvaluationContext.of(taskSet, () -> lineage(taskSet, tags))))
        .orElse(new Verdict(ComplianceStatus.NOT_EVALUATED, List.of()));
  }

  private static Lineage lineage(Row taskSet, Map<String, List<Struct>> tags) {
    return new Lineage(
        Optional.ofNullable(tags.get(taskSet.get(TaskSets.SERVICE_ARN))),
        Optional.ofNullable(tags.get(taskSet.get(TaskSets.TASK_DEFINITION_ARN))),
        Optional.ofNullable(tags.get(taskSet.get(TaskSets.CLUSTER_ARN))));
  }

  /** Tags of the services, clusters and task definitions whose tags are known. */
  private static Map<String, List<Struct>> tagsByArn(Collection<Row> rows) {
    Map<String, List<Struct>> tags = new HashMap<>();
    for (Row row : rows) {
      if (row.dataset() == Services.DATASET && row.get(Services.TAGS_KNOWN)) {
        tags.put(row.get(Services.SERVICE_ARN), orNone(row.get(Services.TAGS)));
      } else if (row.dataset() == Clusters.DATASET && row.get(Clusters.TAGS_KNOWN)) {
        tags.put(row.get(Clusters.CLUSTER_ARN), orNone(row.get(Clusters.TAGS)));
      } else if (row.dataset() == TaskDefinitions.DATASET && row.get(TaskDefinitions.TAGS_KNOWN)) {
        tags.put(
            row.get(TaskDefinitions.TASK_DEFINITION_ARN), orNone(row.get(TaskDefinitions.TAGS)));
      }
    }
    return tags;
  }

  /** A copy that is not copied again for each lineage. */
  private static List<Struct> orNone(List<Struct> tags) {
    return tags == null ? List.of() : List.copyOf(tags);
  }
}
