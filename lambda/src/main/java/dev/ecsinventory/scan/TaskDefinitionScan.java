package dev.ecsinventory.scan;

import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import java.util.List;

/**
 * The result of reading task definitions.
 *
 * @param readings one for each requested task definition, in the order of their ARNs
 * @param failures why tags are not known; task definitions are not part of the requested scope
 * @param apiCalls calls sent to ECS
 */
public record TaskDefinitionScan(
    List<TaskDefinitionReading> readings,
    List<ReadFailure> failures,
    int apiCalls,
    int throttledCalls) {
  /** The result without any request. */
  public static final TaskDefinitionScan NONE = new TaskDefinitionScan(List.of(), List.of(), 0, 0);

  public TaskDefinitionScan {
    readings = List.copyOf(readings);
    failures = failures.stream().sorted(ReadFailure.ORDER).toList();
  }

  /** Whether the deadline passed before all task definitions were read. */
  public boolean isCutShort() {
    return failures.stream().anyMatch(failure -> failure.kind() == FailureKind.NOT_REACHED);
  }
}
