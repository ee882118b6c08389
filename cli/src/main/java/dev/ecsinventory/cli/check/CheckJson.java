package dev.ecsinventory.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.RuleCoverage;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;

/** The result as JSON; a violation's members are the columns of {@code tag_violations}. */
final class CheckJson {
  /** ASCII only, so that a terminal executes no control sequence in it. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private CheckJson() {}

  static String text(CheckResult result) {
    Row snapshot = result.snapshot();
    ObjectNode root = MAPPER.createObjectNode();
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
    ArrayNode violations = root.putArray("violations");
    result.violations().forEach(row -> violations.add(node(row)));
    return written(root);
  }

  static JsonNode node(Row row) {
    try {
      return MAPPER.readTree(JsonLinesEncoder.line(row));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String written(JsonNode root) {
    try {
      // The only control character that Jackson does not escape.
      return MAPPER.writeValueAsString(root).replace("\u007f", "\\u007f") + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
