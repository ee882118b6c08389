package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The result of a conservation check.
 *
 * @param findings the first {@link ConservationFindings#MOST} findings
 * @param omitted how many findings there are beside those
 * @param notChecked the parts that cannot be checked
 * @param withdrawn the withdrawn snapshots among those checked
 * @param tableSnapshot the full snapshot that the table was compared with; empty when no table was
 *     given, or when there is no full snapshot
 */
public record ConservationReport(
    List<ConservationFinding> findings,
    long omitted,
    List<NotChecked> notChecked,
    Extent extent,
    List<String> withdrawn,
    Optional<String> tableSnapshot) {
  public ConservationReport {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
    requireNonNull(extent, "extent is null");
    withdrawn = List.copyOf(withdrawn);
    requireNonNull(tableSnapshot, "tableSnapshot is null");
  }

  /**
   * How much was checked.
   *
   * @param files data files and listings whose bytes were compared
   * @param rows rows that were decoded, in every format
   * @param taskSets task sets, each once per snapshot
   */
  public record Extent(int snapshots, long files, long rows, long taskSets) {}

  /** Whether everything was checked, and nothing contradicts. */
  public boolean isClean() {
    return findings.isEmpty() && notChecked.isEmpty();
  }
}
