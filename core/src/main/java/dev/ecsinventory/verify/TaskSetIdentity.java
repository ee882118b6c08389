package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;

/** The identity of a task set: its service and its own ARN. */
record TaskSetIdentity(ServiceIdentity service, String arn) {
  TaskSetIdentity {
    requireNonNull(service, "service is null");
    requireNonNull(arn, "arn is null");
  }

  static TaskSetIdentity of(Row taskSet) {
    return new TaskSetIdentity(
        new ServiceIdentity(taskSet.get(TaskSets.CLUSTER_ARN), taskSet.get(TaskSets.SERVICE_ARN)),
        taskSet.get(TaskSets.TASK_SET_ARN));
  }

  static TaskSetIdentity ofViolation(Row violation) {
    return new TaskSetIdentity(
        new ServiceIdentity(
            violation.get(TagViolations.CLUSTER_ARN), violation.get(TagViolations.SERVICE_ARN)),
        violation.get(TagViolations.TASK_SET_ARN));
  }

  /** The task set's ID as its ARN contains it, such as {@code ecs-svc/123}. */
  String id() {
    int last = arn.lastIndexOf('/');
    return arn.substring(arn.lastIndexOf('/', last - 1) + 1);
  }
}
