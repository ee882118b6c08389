package dev.ecsinventory.cli.past;

import dev.ecsinventory.model.ReadFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recorded failures of one account and Region, by what was not read. */
public final class RecordedFailures {
  private final List<ReadFailure> all;
  private final Map<String, ReadFailure> byOperation = new HashMap<>();
  private final Map<Resource, List<ReadFailure>> byResource = new HashMap<>();

  /** What a failure is about; the cluster is null where the failure names none. */
  private record Resource(String operation, String clusterArn, String arn) {}

  RecordedFailures(List<ReadFailure> failures) {
    all = List.copyOf(failures);
    for (ReadFailure failure : failures) {
      byOperation.putIfAbsent(failure.operation(), failure);
      byResource
          .computeIfAbsent(
              new Resource(failure.operation(), failure.clusterArn(), failure.resourceArn()),
              key -> new ArrayList<>())
          .add(failure);
    }
  }

  /** All of them. */
  public List<ReadFailure> all() {
    return all;
  }

  /** The first failure of an operation, whatever it is about. */
  public Optional<ReadFailure> ofOperation(String operation) {
    return Optional.ofNullable(byOperation.get(operation));
  }

  /** The failures of a cluster. */
  public List<ReadFailure> of(String operation, String arn) {
    return List.copyOf(byResource.getOrDefault(new Resource(operation, null, arn), List.of()));
  }

  /** The failures of a resource in a cluster, which snapshots of version 0.1.0 do not name. */
  public List<ReadFailure> of(String operation, String clusterArn, String arn) {
    List<ReadFailure> failures = byResource.get(new Resource(operation, clusterArn, arn));
    return failures == null ? of(operation, arn) : List.copyOf(failures);
  }
}
