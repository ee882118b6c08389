package dev.ecsinventory.scan;

import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;

/**
 * What scanning a target came to, beside the readings themselves.
 *
 * @param matchedSelectors the scope's selectors that something was found for
 * @param apiCalls calls sent to ECS
 */
public record Scan(
    Coverage coverage,
    List<ReadFailure> failures,
    List<String> matchedSelectors,
    int apiCalls,
    int throttledCalls) {
  public Scan {
    failures = failures.stream().sorted(ReadFailure.ORDER).toList();
    matchedSelectors = matchedSelectors.stream().sorted().toList();
  }

  /** Whether the deadline passed before all was read. */
  public boolean isCutShort() {
    return failures.stream().anyMatch(failure -> failure.kind() == FailureKind.NOT_REACHED);
  }
}
