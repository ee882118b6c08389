package dev.ecsinventory.infra.athena;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a task set that a scenario varies; all other properties are constant.
 *
 * @param accountRegion account and Region, separated by a slash
 * @param service cluster and service, separated by a slash
 * @param tags alternating keys and values; empty if the tags were not read
 * @param running a task count; a different count is not a change
 */
record ModelTaskSet(
    String accountRegion,
    String service,
    String id,
    Instant createdAt,
    String status,
    Optional<List<String>> tags,
    String compliance,
    int running) {
  static ModelTaskSet taskSet(String accountRegion, String service, String id, Instant createdAt) {
    return new ModelTaskSet(
        accountRegion,
        service,
        id,
        createdAt,
        "PRIMARY",
        Optional.of(List.of()),
        "NON_COMPLIANT",
        1);
  }

  ModelTaskSet status(String value) {
    return new ModelTaskSet(
        accountRegion, service, id, createdAt, value, tags, compliance, running);
  }

  ModelTaskSet tags(String... values) {
    return new ModelTaskSet(
        accountRegion,
        service,
        id,
        createdAt,
        status,
        Optional.of(List.of(values)),
        compliance,
        running);
  }

  ModelTaskSet compliance(String value) {
    return new ModelTaskSet(accountRegion, service, id, createdAt, status, tags, value, running);
  }

  ModelTaskSet tagsUnread() {
    return new ModelTaskSet(
        accountRegion, service, id, createdAt, status, Optional.empty(), "UNKNOWN", running);
  }

  /**
   * This task set, with the tags and the compliance status of {@code before} where they are
   * unknown.
   */
  ModelTaskSet withLastKnown(ModelTaskSet before) {
    return new ModelTaskSet(
        accountRegion,
        service,
        id,
        createdAt,
        status,
        tags.or(before::tags),
        compliance.equals("UNKNOWN") ? before.compliance : compliance,
        running);
  }

  ModelTaskSet running(int value) {
    return new ModelTaskSet(accountRegion, service, id, createdAt, status, tags, compliance, value);
  }

  String arn() {
    return arn("task-set", service + "/" + id);
  }

  Row row(SnapshotId snapshot) {
    Dataset dataset = TaskSets.DATASET;
    Map<Column<?>, Object> values = History.accountAndRegion(dataset, accountRegion);
    values.put(TaskSets.CLUSTER_ARN, arn("cluster", service.split("/")[0]));
    values.put(TaskSets.CLUSTER_NAME, service.split("/")[0]);
    values.put(TaskSets.SERVICE_ARN, arn("service", service));
    values.put(TaskSets.SERVICE_NAME, service.split("/")[1]);
    values.put(TaskSets.TASK_SET_ARN, arn());
    values.put(TaskSets.TASK_SET_ID, id);
    values.put(TaskSets.STARTED_BY, "deployer");
    values.put(TaskSets.STATUS, status);
    values.put(TaskSets.RUNNING_COUNT, running);
    values.put(TaskSets.CREATED_AT, createdAt);
    values.put(TaskSets.TAGS_KNOWN, tags.isPresent());
    values.put(TaskSets.COMPLIANCE_STATUS, compliance);
    tags.ifPresent(list -> values.put(TaskSets.TAGS, structs(list)));
    return SampleRows.with(dataset, snapshot, values);
  }

  private String arn(String type, String name) {
    return "arn:aws:ecs:%s:%s:%s/%s"
        .formatted(accountRegion.split("/")[1], accountRegion.split("/")[0], type, name);
  }

  private static List<Struct> structs(List<String> keysAndValues) {
    List<Struct> tags = new ArrayList<>();
    for (int index = 0; index < keysAndValues.size(); index += 2) {
      tags.add(Struct.of(keysAndValues.get(index), keysAndValues.get(index + 1)));
    }
    return tags;
  }
}
