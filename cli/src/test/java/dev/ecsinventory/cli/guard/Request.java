package dev.ecsinventory.cli.guard;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.EvaluationContext;
import dev.ecsinventory.policy.Evaluator;
import dev.ecsinventory.policy.Lineage;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A CreateTaskSet request in the forms of IAM and of the tag policy. */
record Request(
    String account,
    String region,
    String cluster,
    String service,
    Map<String, String> tags,
    String role,
    Instant time) {
  private String arn(String rest) {
    return "arn:aws:ecs:" + region + ":" + account + ":" + rest;
  }

  /** The context keys in lower case; keys without a value are absent. */
  Map<String, List<String>> context() {
    Map<String, List<String>> context = new HashMap<>();
    context.put("aws:principalaccount", List.of(account));
    context.put("aws:principalarn", List.of("arn:aws:iam::" + account + ":role/" + role));
    context.put("aws:requestedregion", List.of(region));
    context.put("aws:currenttime", List.of(time.toString()));
    context.put("ecs:cluster", List.of(arn("cluster/" + cluster)));
    context.put("ecs:service", List.of(arn("service/" + cluster + "/" + service)));
    if (!tags.isEmpty()) {
      context.put("aws:tagkeys", List.copyOf(tags.keySet()));
    }
    tags.forEach(
        (key, value) ->
            context.put("aws:requesttag/" + key.toLowerCase(Locale.ROOT), List.of(value)));
    return context;
  }

  /** Whether tag keys differ only in case; IAM may then compare either value. */
  boolean hasKeysThatDifferOnlyInCase() {
    return tags.keySet().stream().map(key -> key.toLowerCase(Locale.ROOT)).distinct().count()
        < tags.size();
  }

  boolean isRejectedBy(Evaluator evaluator) {
    Row row =
        Row.builder(TaskSets.DATASET)
            .set(TaskSets.DATASET.schemaVersion(), 1)
            .set(TaskSets.DATASET.snapshotId(), "20260101T000000Z")
            .set(TaskSets.DATASET.snapshotTime(), time)
            .set(TaskSets.DATASET.accountId(), account)
            .set(TaskSets.DATASET.region(), region)
            .set(TaskSets.CLUSTER_ARN, arn("cluster/" + cluster))
            .set(TaskSets.CLUSTER_NAME, cluster)
            .set(TaskSets.SERVICE_ARN, arn("service/" + cluster + "/" + service))
            .set(TaskSets.SERVICE_NAME, service)
            .set(TaskSets.DEPLOYMENT_CONTROLLER, "EXTERNAL")
            .set(TaskSets.TASK_SET_ARN, arn("task-set/" + cluster + "/" + service + "/ecs-svc/1"))
            .set(
                TaskSets.TAGS,
                tags.entrySet().stream()
                    .map(tag -> Struct.of(tag.getKey(), tag.getValue()))
                    .toList())
            .set(TaskSets.TAGS_KNOWN, true)
            .build();
    return evaluator.evaluate(row, new EvaluationContext(time, () -> Lineage.UNKNOWN)).status()
        == ComplianceStatus.NON_COMPLIANT;
  }
}
