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
 * What a story tells of a task set; everything else about it stays the same all along.
 *
 * @param place account and region, separated by a slash
 * @param service cluster and service, separated by a slash
 * @param tags keys and values in turn; empty when they could not be read
 * @param running a count, which is no change
 */
record TaskSetSketch(
    String place,
    String service,
    String id,
    Instant createdAt,
    String status,
    Optional<List<String>> tags,
    String compliance,
    int running) {
  static TaskSetSketch taskSet(String place, String service, String id, Instant createdAt) {
    return new TaskSetSketch(
        place, service, id, createdAt, "PRIMARY", Optional.of(List.of()), "NON_COMPLIANT", 1);
  }

  TaskSetSketch status(String value) {
    return new TaskSetSketch(place, service, id, createdAt, value, tags, compliance, running);
  }

  TaskSetSketch tags(String... values) {
    return new TaskSetSketch(
        place, service, id, createdAt, status, Optional.of(List.of(values)), compliance, running);
  }

  TaskSetSketch compliance(String value) {
    return new TaskSetSketch(place, service, id, createdAt, status, tags, value, running);
  }

  TaskSetSketch tagsUnread() {
    return new TaskSetSketch(
        place, service, id, createdAt, status, Optional.empty(), "UNKNOWN", running);
  }

  /** This one, with what {@code before} knew where it could not be read. */
  TaskSetSketch knownFrom(TaskSetSketch before) {
    return new TaskSetSketch(
        place,
        service,
        id,
        createdAt,
        status,
        tags.or(before::tags),
        compliance.equals("UNKNOWN") ? before.compliance : compliance,
        running);
  }

  TaskSetSketch running(int value) {
    return new TaskSetSketch(place, service, id, createdAt, status, tags, compliance, value);
  }

  String arn() {
    return arn("task-set", service + "/" + id);
  }

  Row row(SnapshotId snapshot) {
    Dataset dataset = TaskSets.DATASET;
    Map<Column<?>, Object> values = History.place(dataset, place);
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
        .formatted(place.split("/")[1], place.split("/")[0], type, name);
  }

  private static List<Struct> structs(List<String> keysAndValues) {
    List<Struct> tags = new ArrayList<>();
    for (int index = 0; index < keysAndValues.size(); index += 2) {
      tags.add(Struct.of(keysAndValues.get(index), keysAndValues.get(index + 1)));
    }
    return tags;
  }
}
