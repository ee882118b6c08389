package dev.ecsinventory.cli.past;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A service that was listed, and its task sets. */
public final class RecordedService {
  private final ServiceIdentity identity;
  private final SortedMap<String, Row> taskSets = new TreeMap<>();
  private Optional<Row> row = Optional.empty();

  RecordedService(ServiceIdentity identity) {
    this.identity = requireNonNull(identity, "identity is null");
  }

  void describe(Row description) {
    row = Optional.of(description);
  }

  void add(Row taskSet) {
    String arn = taskSet.get(TaskSets.TASK_SET_ARN);
    taskSets.put(identity.taskSetId(arn).orElse(arn), taskSet);
  }

  public ServiceIdentity identity() {
    return identity;
  }

  public String arn() {
    return identity.serviceArn();
  }

  /** The description; empty when it was not read. */
  public Optional<Row> row() {
    return row;
  }

  public Collection<Row> taskSets() {
    return taskSets.values();
  }

  /** The task set with an ID such as {@code ecs-svc/123}. */
  public Optional<Row> taskSet(String id) {
    return Optional.ofNullable(taskSets.get(id));
  }

  /** Whether the service has no other task sets than those that have rows. */
  public boolean knowsAllTaskSets() {
    return row.map(one -> one.get(Services.TASK_SET_COUNT) != null).orElse(false);
  }
}
