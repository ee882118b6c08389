package dev.ecsinventory.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.input.InputEvaluation.Result;
import dev.ecsinventory.cli.text.AsciiJson;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.ProspectEvaluation.Undecided;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;

/** An evaluation as JSON, with the names of the columns of {@code tag_violations}. */
final class InputJson {
  private InputJson() {}

  static String text(InputEvaluation evaluation, FailureCondition condition) {
    ObjectNode root = AsciiJson.MAPPER.createObjectNode();
    root.put("input", evaluation.file().toString())
        .put("input_kind", evaluation.requested().kind().name())
        .put("policy_id", evaluation.policyId());
    ObjectNode counts = root.putObject("task_sets");
    for (ComplianceStatus status : ComplianceStatus.values()) {
      counts.put(status.name(), evaluation.count(status));
    }
    root.put("failing_violations", evaluation.failing(condition));
    root.putArray("results");
    evaluation.results().forEach(result -> add(root.withArray("results").addObject(), result));
    evaluation.notices().forEach(root.putArray("notices")::add);
    return AsciiJson.text(root);
  }

  private static void add(ObjectNode node, Result result) {
    RequestedTaskSet taskSet = result.taskSet();
    node.put("task_set", taskSet.name())
        .put("line", taskSet.line())
        .put("compliance_status", result.evaluation().status().name());
    node.putArray("violations");
    for (Violation violation : result.evaluation().violations()) {
      ObjectNode json = node.withArray("violations").addObject();
      json.put("rule", violation.rule())
          .put("violation", violation.kind().name())
          .put("actual_key", violation.actualKey().orElse(null))
          .put("actual_value", ShownFinding.actualValue(taskSet, violation).orElse(null))
          .put("expected", violation.expected());
      boolean secret = ShownFinding.isSecret(taskSet, violation);
      json.put("suggestion", secret ? null : violation.suggestion().orElse(null))
          .put(
              "waived_until",
              violation.waiver().map(waiver -> waiver.time().toString()).orElse(null))
          .put("waiver_reason", violation.waiver().map(waiver -> waiver.reason()).orElse(null));
    }
    node.putArray("not_known");
    for (Undecided undecided : result.evaluation().undecided()) {
      node.withArray("not_known")
          .addObject()
          .put("rule", undecided.rule())
          .put("violation", undecided.kind().name())
          .put("reason", undecided.reason());
    }
    node.put("other_tags_not_known", taskSet.prospect().otherTags().orElse(null));
  }
}
