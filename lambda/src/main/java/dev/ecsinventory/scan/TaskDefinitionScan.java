package dev.ecsinventory.scan;

import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import java.util.List;

/**
 * What asking for task definitions came to.
 *
 * @param readings one for each that was asked for, in the order of their ARNs
 * @param failures why tags are not known; nothing that the snapshot was asked for is missing
 * @param apiCalls calls sent to ECS
 */
public record TaskDefinitionScan(
    List<TaskDefinitionReading> readings,
    List<ReadFailure> failures,
    int apiCalls,
    int throttledCalls) {
  /** Nothing was asked for. */
  public static final TaskDefinitionScan NONE = new TaskDefinitionScan(List.of(), List.of(), 0, 0);

  public TaskDefinitionScan {
    readings = List.copyOf(readings);
    failures = failures.stream().sorted(ReadFailure.ORDER).toList();
  }
}
