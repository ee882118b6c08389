package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.write.DataFile;
import java.util.List;

/**
 * What became of a target: kept when its files and items are written, so that a retry need not read
 * it again and counts the same calls as a run that was never interrupted.
 *
 * @param compliance how many of its task sets have each verdict
 * @param matchedSelectors the scope's selectors that something was found for
 */
public record TargetReceipt(
    String target,
    List<DataFile> files,
    ComplianceCounts compliance,
    List<ReadFailure> failures,
    List<String> matchedSelectors,
    int apiCalls,
    int throttledCalls) {
  public TargetReceipt {
    requireNonNull(target, "target is null");
    requireNonNull(compliance, "compliance is null");
    files = List.copyOf(files);
    failures = List.copyOf(failures);
    matchedSelectors = List.copyOf(matchedSelectors);
  }
}
