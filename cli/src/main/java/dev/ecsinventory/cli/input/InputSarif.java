package dev.ecsinventory.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.check.SarifRun;
import dev.ecsinventory.cli.input.InputEvaluation.Result;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ProspectEvaluation.Undecided;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;
import dev.ecsinventory.policy.ViolationKind;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * An evaluation as SARIF, with the file and line of each result. What depends on values that are
 * not known is a warning; a waived violation is suppressed.
 */
final class InputSarif {
  private final SarifRun run = new SarifRun();
  private final Path file;

  private InputSarif(Path file) {
    this.file = file;
  }

  static String text(InputEvaluation evaluation) {
    InputSarif sarif = new InputSarif(evaluation.file());
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
              violation.waiver().isPresent() ? "note" : "error",
              "Tag \"%s\" of %s %s; expected: %s"
                  .formatted(
                      VisibleText.value(violation.rule()),
                      VisibleText.value(taskSet.name()),
                      found,
                      shown.expected()));
      locate(json, taskSet, violation.kind(), violation.rule());
      violation
          .waiver()
          .ifPresent(waiver -> SarifRun.suppress(json, VisibleText.value(waiver.reason())));
    }
    for (Undecided undecided : result.evaluation().undecided()) {
      ObjectNode json =
          run.addResult(
              undecided.kind(),
              "warning",
              "Whether tag \"%s\" of %s complies is not known: %s"
                  .formatted(
                      VisibleText.value(undecided.rule()),
                      VisibleText.value(taskSet.name()),
                      VisibleText.of(undecided.reason())));
      locate(json, taskSet, undecided.kind(), undecided.rule());
    }
  }

  private void locate(ObjectNode json, RequestedTaskSet taskSet, ViolationKind kind, String rule) {
    ObjectNode location = json.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(file));
    physical.putObject("region").put("startLine", taskSet.line());
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", taskSet.name())
        .put("kind", "resource");
    json.putObject("partialFingerprints")
        .put("taskSetTag/v1", taskSet.name() + " " + rule + " " + kind.name());
  }

  /** Relative, as code scanning wants it, where the path is. */
  private static String uri(Path path) {
    if (path.isAbsolute()) {
      return path.toUri().toString();
    }
    StringJoiner uri = new StringJoiner("/");
    String root = path.getFileSystem().getPath("").toUri().getRawPath();
    uri.add(path.toUri().getRawPath().substring(root.length()));
    return uri.toString();
  }
}
