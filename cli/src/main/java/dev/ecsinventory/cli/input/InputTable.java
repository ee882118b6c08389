package dev.ecsinventory.cli.input;

import dev.ecsinventory.cli.input.InputEvaluation.Result;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ProspectEvaluation.Undecided;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;

/** An evaluation for people: the findings of each task set, then the counts. */
final class InputTable {
  private static final int SHORT_ID = 12;
  private static final String INDENT = "  %-17s  ";
  private static final String BELOW = INDENT.formatted("");

  private InputTable() {}

  static String text(InputEvaluation evaluation) {
    StringBuilder text = new StringBuilder();
    evaluation.results().forEach(result -> append(text, evaluation, result));
    text.append(text.isEmpty() ? "" : System.lineSeparator()).append(counts(evaluation));
    evaluation.notices().forEach(notice -> text.append(WrappedText.of("", notice)));
    return text.toString();
  }

  private static void append(StringBuilder text, InputEvaluation evaluation, Result result) {
    boolean hasFindings =
        !result.evaluation().violations().isEmpty()
            || result.evaluation().status() == ComplianceStatus.UNKNOWN;
    if (!hasFindings) {
      return;
    }
    RequestedTaskSet taskSet = result.taskSet();
    text.append(
        "%s:%d: %s%n"
            .formatted(
                VisibleText.of(evaluation.file().toString()),
                taskSet.line(),
                VisibleText.value(taskSet.name())));
    for (Violation violation : result.evaluation().violations()) {
      ShownFinding shown = ShownFinding.of(taskSet, violation);
      text.append(WrappedText.of(INDENT.formatted(violation.kind()), shown.found()));
      text.append(WrappedText.of(BELOW, "expected: " + shown.expected()));
      violation
          .waiver()
          .ifPresent(waiver -> text.append(WrappedText.of(BELOW, "waived until " + waiver.time())));
    }
    for (Undecided undecided : result.evaluation().undecided()) {
      text.append(
          WrappedText.of(
              INDENT.formatted("not known"),
              "%s: %s"
                  .formatted(
                      VisibleText.value(undecided.rule()), VisibleText.of(undecided.reason()))));
    }
    if (result.evaluation().undecided().isEmpty()) {
      taskSet
          .prospect()
          .otherTags()
          .ifPresent(
              why ->
                  text.append(WrappedText.of(INDENT.formatted("not known"), VisibleText.of(why))));
    }
  }

  private static String counts(InputEvaluation evaluation) {
    long violations = 0;
    long waived = 0;
    for (Result result : evaluation.results()) {
      violations += result.evaluation().violations().size();
      waived +=
          result.evaluation().violations().stream().filter(one -> one.waiver().isPresent()).count();
    }
    return WrappedText.of(
        "",
        "%s %s by policy %s: %s, %d compliant, %d not compliant, %d unknown, %d not evaluated;"
                .formatted(
                    evaluation.requested().kind().title(),
                    VisibleText.of(evaluation.file().toString()),
                    evaluation.policyId().substring(0, SHORT_ID),
                    Counted.of(evaluation.results().size(), "task set"),
                    evaluation.count(ComplianceStatus.COMPLIANT),
                    evaluation.count(ComplianceStatus.NON_COMPLIANT),
                    evaluation.count(ComplianceStatus.UNKNOWN),
                    evaluation.count(ComplianceStatus.NOT_EVALUATED))
            + " %s, %d of them waived".formatted(Counted.of(violations, "violation"), waived));
  }
}
