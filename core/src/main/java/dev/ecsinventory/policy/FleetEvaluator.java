package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.NotEvaluatedReason;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Evaluates the task sets among the rows of a fleet, or of a part of it, whose services and
 * clusters are among the rows too. It is a pure function, like {@link Evaluator}: rows that are
 * read back from a snapshot have the same result as when it was taken.
 */
public final class FleetEvaluator {
  private final Optional<Evaluator> evaluator;

  /** The result for every task set if there is no evaluator. */
  private final Evaluation otherwise;

  private FleetEvaluator(Optional<Evaluator> evaluator, Evaluation otherwise) {
    this.evaluator = evaluator;
    this.otherwise = otherwise;
  }

  /** Evaluates against {@code policy}; without one, nothing is evaluated. */
  public FleetEvaluator(Optional<TagPolicy> policy) {
    this(
        requireNonNull(policy, "policy is null").map(Evaluator::new),
        Evaluation.notEvaluated(NotEvaluatedReason.NO_POLICY));
  }

  /** The evaluator for a policy that could not be read: every task set is UNKNOWN. */
  public static FleetEvaluator policyUnknown() {
    return new FleetEvaluator(Optional.empty(), Evaluation.UNKNOWN);
  }

  /** The policy in force. */
  public Optional<TagPolicy> policy() {
    return evaluator.map(Evaluator::policy);
  }

  /**
   * The rows, with the compliance status of each task set in its row, followed by a row of {@code
   * tag_violations} for each violation. Without a policy every task set is NOT_EVALUATED, also one
   * whose tags are not known; where the policy is unknown, every task set is UNKNOWN.
   *
   * @param rows of {@code task_sets}, {@code services}, {@code clusters} and those {@code
   *     task_definitions} that were read
   */
  public List<Row> evaluate(Collection<Row> rows) {
    FleetTags tags = FleetTags.of(rows);
    List<Row> evaluated = new ArrayList<>(rows.size());
    List<Row> violations = new ArrayList<>();
    for (Row row : rows) {
      if (row.dataset() == TaskSets.DATASET) {
        Evaluation evaluation = evaluation(row, tags);
        evaluated.add(evaluation.into(row));
        violations.addAll(evaluation.violations());
      } else {
        evaluated.add(row);
      }
    }
    evaluated.addAll(violations);
    return evaluated;
  }

  /** The coverage of each rule of the policy by the task sets among {@code rows}. */
  public List<RuleCoverage> coverage(Collection<Row> rows) {
    return evaluator
        .map(
            found ->
                found.coverage(
                    rows.stream().filter(row -> row.dataset() == TaskSets.DATASET).toList()))
        .orElse(List.of());
  }

  /**
   * The task definitions to read for the lineage: those of task sets among {@code evaluated} that
   * lack a required tag. ECS copies no tags from a task definition, so it may have the tag.
   */
  public static SortedSet<String> taskDefinitionsOfMissingTags(Collection<Row> evaluated) {
    Set<TaskSetKey> lacking = new HashSet<>();
    for (Row row : evaluated) {
      if (row.dataset() == TagViolations.DATASET
          && row.get(TagViolations.VIOLATION).equals(ViolationKind.MISSING_TAG.name())) {
        lacking.add(
            new TaskSetKey(
                new ServiceIdentity(
                    row.get(TagViolations.CLUSTER_ARN), row.get(TagViolations.SERVICE_ARN)),
                row.get(TagViolations.TASK_SET_ARN)));
      }
    }
    SortedSet<String> definitions = new TreeSet<>();
    for (Row row : evaluated) {
      if (row.dataset() == TaskSets.DATASET
          && row.get(TaskSets.TASK_DEFINITION_ARN) != null
          && lacking.contains(
              new TaskSetKey(
                  new ServiceIdentity(row.get(TaskSets.CLUSTER_ARN), row.get(TaskSets.SERVICE_ARN)),
                  row.get(TaskSets.TASK_SET_ARN)))) {
        definitions.add(row.get(TaskSets.TASK_DEFINITION_ARN));
      }
    }
    return definitions;
  }

  /** The identity of a task set in {@code task_sets} and {@code tag_violations}. */
  private record TaskSetKey(ServiceIdentity service, String taskSetArn) {}

  private Evaluation evaluation(Row taskSet, FleetTags tags) {
    return evaluator
        .map(
            evaluate ->
                evaluate.evaluate(
                    taskSet, EvaluationContext.of(taskSet, () -> tags.lineage(taskSet))))
        .orElse(otherwise);
  }
}
