package dev.ecsinventory.cli.input;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.ProspectEvaluation;
import dev.ecsinventory.policy.ProspectEvaluator;
import dev.ecsinventory.policy.document.TagPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The compliance of the task sets that a file would create, before they are created. */
public final class InputEvaluation {
  private final Path file;
  private final String policyId;
  private final Requested requested;
  private final List<Result> results;
  private final Instant time;

  private InputEvaluation(
      Path file, String policyId, Requested requested, List<Result> results, Instant time) {
    this.file = requireNonNull(file, "file is null");
    this.policyId = requireNonNull(policyId, "policyId is null");
    this.requested = requireNonNull(requested, "requested is null");
    this.results = List.copyOf(results);
    this.time = requireNonNull(time, "time is null");
  }

  record Result(RequestedTaskSet taskSet, ProspectEvaluation evaluation) {}

  /**
   * Reads a file and evaluates its task sets.
   *
   * @param time waivers count that hold then
   * @throws InvalidInputException when the file cannot be read, naming everything that is wrong
   */
  public static InputEvaluation of(
      Path file, DeploymentFacts deployment, TagPolicy policy, Instant time) {
    Requested requested = InputReader.read(file, deployment);
    ProspectEvaluator evaluator = new ProspectEvaluator(policy, time);
    return new InputEvaluation(
        file,
        policy.id(),
        requested,
        requested.taskSets().stream()
            .map(taskSet -> new Result(taskSet, evaluator.evaluate(taskSet.prospect())))
            .toList(),
        time);
  }

  Path file() {
    return file;
  }

  Instant time() {
    return time;
  }

  String policyId() {
    return policyId;
  }

  Requested requested() {
    return requested;
  }

  List<Result> results() {
    return results;
  }

  /** How many task sets have a status. */
  public long count(ComplianceStatus status) {
    return results.stream().filter(result -> result.evaluation().status() == status).count();
  }

  /** The number of violations that make the check fail. */
  public long failing(FailureCondition condition) {
    return results.stream()
        .flatMap(result -> result.evaluation().violations().stream())
        .filter(
            violation ->
                condition.effect(violation.kind(), violation.waiver().isPresent(), true)
                    == Effect.FAILS)
        .count();
  }

  /** Whether every task set of the file was evaluated, and a rule required a tag of one. */
  public boolean isComplete() {
    return requested.incomplete().isEmpty()
        && count(ComplianceStatus.UNKNOWN) == 0
        && results.stream().anyMatch(result -> result.evaluation().requiresTag());
  }

  /** What was not evaluated, and why a result without violations may prove nothing. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    requested
        .incomplete()
        .forEach(why -> notices.add("The file may create other task sets: " + why + "."));
    if (results.isEmpty()) {
      notices.add(
          "Nothing was evaluated: the %s creates no task set.".formatted(requested.kind().title()));
    } else if (results.stream().noneMatch(result -> result.evaluation().requiresTag())) {
      notices.add(
          "Nothing was required: no rule that requires a tag is about a task set of this file. A"
              + " rule requires a tag by report_required_tag_for with ecs:task-set, or by"
              + " required_tags.");
    }
    notices.addAll(requested.notices());
    return List.copyOf(notices);
  }
}
