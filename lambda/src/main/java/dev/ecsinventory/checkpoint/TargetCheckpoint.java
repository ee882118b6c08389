package dev.ecsinventory.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ReadSpan;
import java.time.Instant;
import java.util.List;

/**
 * The result of reading and writing one target. All runs use the first checkpoint of a target: it
 * names the files that belong to the snapshot, even if other runs wrote files too.
 *
 * @param readFrom when reading began, in ISO 8601
 * @param readTo when reading ended, in ISO 8601
 * @param files the target's data files
 * @param listing the services listed and the task sets named, as an object of its own
 * @param reportKey key of the target's part of the report
 * @param compliance number of its task sets with each compliance status
 * @param matchedSelectors the scope's selectors that matched a resource
 */
public record TargetCheckpoint(
    String target,
    String readFrom,
    String readTo,
    List<DataFile> files,
    StoredListing listing,
    String reportKey,
    ComplianceCounts compliance,
    List<ReadFailure> failures,
    List<String> matchedSelectors,
    int apiCalls,
    int throttledCalls) {
  public TargetCheckpoint {
    requireNonNull(target, "target is null");
    requireNonNull(readFrom, "readFrom is null");
    requireNonNull(readTo, "readTo is null");
    files = List.copyOf(files);
    requireNonNull(listing, "listing is null");
    requireNonNull(reportKey, "reportKey is null");
    requireNonNull(compliance, "compliance is null");
    failures = List.copyOf(failures);
    matchedSelectors = List.copyOf(matchedSelectors);
  }

  /** The interval in which the target was read. */
  public ReadSpan readSpan() {
    return new ReadSpan(Instant.parse(readFrom), Instant.parse(readTo));
  }
}
