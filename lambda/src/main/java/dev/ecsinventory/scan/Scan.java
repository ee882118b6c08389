package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.Listed;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;
import java.util.Map;

/**
 * The result of scanning a target, without the readings themselves.
 *
 * @param listed the resources that ECS listed, for the conservation check
 * @param matchedSelectors the scope's selectors that matched a resource
 * @param apiCalls calls sent to ECS
 */
public record Scan(
    Coverage coverage,
    Listed listed,
    List<ReadFailure> failures,
    List<String> matchedSelectors,
    int apiCalls,
    int throttledCalls) {
  public Scan {
    requireNonNull(coverage, "coverage is null");
    requireNonNull(listed, "listed is null");
    failures = failures.stream().distinct().sorted(ReadFailure.ORDER).toList();
    matchedSelectors = matchedSelectors.stream().sorted().toList();
  }

  /** The scan of a target without any successful read. */
  public static Scan unread(List<ReadFailure> failures) {
    return new Scan(new Coverage(Map.of(), Map.of()), failures, List.of(), 0, 0);
  }

  /** A scan that listed nothing. */
  public Scan(
      Coverage coverage,
      List<ReadFailure> failures,
      List<String> matchedSelectors,
      int apiCalls,
      int throttledCalls) {
    this(coverage, Listed.NOTHING, failures, matchedSelectors, apiCalls, throttledCalls);
  }

  /** Whether the deadline passed before the target was read completely. */
  public boolean isCutShort() {
    return failures.stream().anyMatch(failure -> failure.kind() == FailureKind.NOT_REACHED);
  }
}
