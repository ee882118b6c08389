package dev.ecsinventory.cli.input;

import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.input.InputEvaluation.Result;
import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.cli.result.ShownResult;
import dev.ecsinventory.cli.result.ShownTaskSet;
import dev.ecsinventory.cli.result.ShownViolation;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ProspectEvaluation.Undecided;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An evaluation of what a deployment would create, in words. */
final class InputWords {
  private static final int SHORT_ID = 12;
  private static final String NOT_KNOWN = "not known";

  private final InputEvaluation evaluation;
  private final FailureCondition condition;

  private InputWords(InputEvaluation evaluation, FailureCondition condition) {
    this.evaluation = evaluation;
    this.condition = condition;
  }

  static ShownResult of(InputEvaluation evaluation, FailureCondition condition) {
    InputWords words = new InputWords(evaluation, condition);
    return new ShownResult(
        "%s %s by policy %s"
            .formatted(
                evaluation.requested().kind().title(),
                VisibleText.of(evaluation.file().toString()),
                evaluation.policyId().substring(0, SHORT_ID)),
        evaluation.time(),
        evaluation.results().stream().map(words::taskSet).toList(),
        evaluation.notices().stream().map(VisibleText::of).toList(),
        notProven(evaluation));
  }

  private static Optional<String> notProven(InputEvaluation evaluation) {
    if (evaluation.isComplete()) {
      return Optional.empty();
    }
    return Optional.of(
        evaluation.count(ComplianceStatus.UNKNOWN) > 0
            ? "compliance depends on values that are not known before the deployment"
            : VisibleText.of(evaluation.notices().getFirst()));
  }

  private ShownTaskSet taskSet(Result result) {
    RequestedTaskSet taskSet = result.taskSet();
    List<ShownViolation> shown = new ArrayList<>();
    for (Violation violation : result.evaluation().violations()) {
      shown.add(violation(taskSet, violation));
    }
    for (Undecided undecided : result.evaluation().undecided()) {
      ShownViolation line =
          notKnown(
              "%s: %s"
                  .formatted(
                      VisibleText.value(undecided.rule()), VisibleText.of(undecided.reason())));
      // Its presence and its value can depend on the same function.
      if (!shown.contains(line)) {
        shown.add(line);
      }
    }
    boolean hasFindings =
        !shown.isEmpty() || result.evaluation().status() == ComplianceStatus.UNKNOWN;
    if (hasFindings && result.evaluation().undecided().isEmpty()) {
      taskSet.prospect().otherTags().map(VisibleText::of).map(this::notKnown).ifPresent(shown::add);
    }
    return new ShownTaskSet(
        "%s:%d: %s"
            .formatted(
                VisibleText.of(evaluation.file().toString()),
                taskSet.line(),
                VisibleText.value(taskSet.name())),
        "",
        result.evaluation().status(),
        shown,
        List.of());
  }

  private ShownViolation violation(RequestedTaskSet taskSet, Violation violation) {
    ShownFinding finding = ShownFinding.of(taskSet, violation);
    return new ShownViolation(
        violation.kind().name(),
        finding.found(),
        Optional.of(finding.expected()),
        violation.waiver().map(waiver -> waiver.time().toString()),
        condition.effect(violation.kind(), violation.waiver().isPresent(), true),
        true);
  }

  private ShownViolation notKnown(String reason) {
    return new ShownViolation(
        NOT_KNOWN, reason, Optional.empty(), Optional.empty(), Effect.UNDECIDED, true);
  }
}
