package dev.ecsinventory.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.check.SarifLocation;
import dev.ecsinventory.cli.check.SarifRun;
import dev.ecsinventory.cli.input.InputEvaluation.Result;
import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ProspectEvaluation.Undecided;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;
import dev.ecsinventory.policy.ViolationKind;
import java.nio.file.Path;

/**
 * An evaluation as SARIF, with the file and line of each result. What depends on values that are
 * not known is a warning; a waived violation is suppressed.
 */
final class InputSarif {
  private final SarifRun run = new SarifRun();
  private final Path file;
  private final FailureCondition condition;

  private InputSarif(Path file, FailureCondition condition) {
    this.file = file;
    this.condition = condition;
  }

  static String text(InputEvaluation evaluation, FailureCondition condition) {
    InputSarif sarif = new InputSarif(evaluation.file(), condition);
    sarif.run.properties().put("policy_id", evaluation.policyId());
    sarif.run.addNotices(evaluation.notices());
    evaluation.results().forEach(sarif::add);
    return sarif.run.text();
  }

  private void add(Result result) {
    RequestedTaskSet taskSet = result.taskSet();
    for (Violation violation : result.evaluation().violations()) {
      ShownFinding shown = ShownFinding.of(taskSet, violation);
      String found = violation.actualKey().isEmpty() ? "is missing" : "is " + shown.found();
      ObjectNode json =
          run.addResult(
              violation.kind(),
              SarifRun.level(
                  condition.effect(violation.kind(), violation.waiver().isPresent(), true)),
              "Tag \"%s\" of %s %s; expected: %s."
                  .formatted(
                      VisibleText.value(violation.rule()),
                      VisibleText.value(taskSet.name()),
                      found,
                      shown.expected()),
              location(taskSet),
              identity(taskSet, violation.rule(), violation.kind()));
      violation
          .waiver()
          .ifPresent(waiver -> SarifRun.suppress(json, VisibleText.value(waiver.reason())));
    }
    for (Undecided undecided : result.evaluation().undecided()) {
      run.addResult(
          undecided.kind(),
          SarifRun.level(Effect.UNDECIDED),
          "Whether tag \"%s\" of %s complies is not known: %s."
              .formatted(
                  VisibleText.value(undecided.rule()),
                  VisibleText.value(taskSet.name()),
                  VisibleText.of(undecided.reason())),
          location(taskSet),
          identity(taskSet, undecided.rule(), undecided.kind()));
    }
  }

  private SarifLocation location(RequestedTaskSet taskSet) {
    return new SarifLocation(uri(file), taskSet.line(), taskSet.name());
  }

  private static String identity(RequestedTaskSet taskSet, String rule, ViolationKind kind) {
    return String.join("\n", taskSet.name(), rule, kind.name());
  }

  /** Relative to the current directory, which is usually the root of the repository. */
  private static String uri(Path path) {
    Path root = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(root)
        ? root.toUri().relativize(absolute.toUri()).getRawPath()
        : absolute.toUri().toString();
  }
}
