package dev.ecsinventory.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.text.AsciiJson;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.RuleCoverage;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;

/**
 * The result as JSON; a violation's members are the columns of {@code tag_violations}. The effects
 * are those of the violations, in the same order.
 */
final class CheckJson {
  private CheckJson() {}

  static String text(CheckResult result, FailureCondition condition) {
    Row snapshot = result.snapshot();
    ObjectNode root = AsciiJson.MAPPER.createObjectNode();
    root.put("snapshot_id", snapshot.get(Snapshots.DATASET.snapshotId()));
    root.put("snapshot_status", snapshot.get(Snapshots.STATUS));
    root.put("policy_id", result.policyId());
    ObjectNode taskSets = root.putObject("task_sets");
    for (ComplianceStatus status : ComplianceStatus.values()) {
      taskSets.put(status.name(), result.count(status));
    }
    ArrayNode rules = root.putArray("rules");
    for (RuleCoverage rule : result.rules()) {
      rules
          .addObject()
          .put("rule", rule.rule())
          .put("requires_tag", rule.requiresTag())
          .put("task_sets", rule.taskSets());
    }
    ArrayNode satisfied = root.putArray("satisfied_by_service");
    for (Row row : result.satisfiedByService()) {
      ArrayNode tags =
          satisfied
              .addObject()
              .put("task_set_arn", row.get(TaskSets.TASK_SET_ARN))
              .put("service_arn", row.get(TaskSets.SERVICE_ARN))
              .putArray("tags");
      row.get(TaskSets.SATISFIED_BY_SERVICE).forEach(tags::add);
    }
    condition.baseline().ifPresent(baseline -> root.put("baseline", baseline.snapshotId()));
    root.put("failing_violations", result.failing(condition));
    if (!result.names().names().isEmpty()) {
      root.set("account_names", names(result));
    }
    ArrayNode violations = root.putArray("violations");
    ArrayNode effects = root.putArray("effects");
    for (Row row : result.violations()) {
      violations.add(node(row));
      effects.add(condition.effect(row).name());
    }
    return AsciiJson.text(root);
  }

  /** The names of the accounts with violations, by ID. */
  static ObjectNode names(CheckResult result) {
    ObjectNode names = AsciiJson.MAPPER.createObjectNode();
    result.violations().stream()
        .map(row -> row.get(TagViolations.DATASET.accountId()))
        .distinct()
        .sorted()
        .forEach(
            account -> result.names().known(account).ifPresent(name -> names.put(account, name)));
    return names;
  }

  static JsonNode node(Row row) {
    try {
      return AsciiJson.MAPPER.readTree(JsonLinesEncoder.line(row));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
