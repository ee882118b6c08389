package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of a conservation check.
 *
 * @param findings the first {@link ConservationFindings#MOST} findings
 * @param omitted number of further findings
 * @param notChecked the parts that cannot be checked
 * @param withdrawn the withdrawn snapshots among the checked ones
 * @param tableSnapshot the full snapshot that the table was compared with; empty without a table,
 *     or when there is no full snapshot
 * @param indexedElsewhere a file that a day index of a copy lists in the original, if one does
 */
public record ConservationReport(
    List<ConservationFinding> findings,
    long omitted,
    List<NotChecked> notChecked,
    Extent extent,
    List<String> withdrawn,
    Optional<String> tableSnapshot,
    Optional<String> indexedElsewhere) {
  public ConservationReport {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
    requireNonNull(extent, "extent is null");
    withdrawn = List.copyOf(withdrawn);
    requireNonNull(tableSnapshot, "tableSnapshot is null");
    requireNonNull(indexedElsewhere, "indexedElsewhere is null");
  }

  /**
   * The amount of checked data.
   *
   * @param files data files and listings whose bytes were compared
   * @param rows rows that were decoded, in every format
   * @param taskSets task sets, each once per snapshot
   * @param reevaluatedTaskSets those that were evaluated again with the committed policy
   */
  public record Extent(
      int snapshots, long files, long rows, long taskSets, long reevaluatedTaskSets) {}

  /** This report with the findings about the day indexes. */
  public ConservationReport with(List<ConservationFinding> more, Optional<String> elsewhere) {
    return with(more, List.of(), elsewhere);
  }

  /** This report with the findings of another check, and the parts that it could not check. */
  public ConservationReport with(List<ConservationFinding> more, List<NotChecked> moreNotChecked) {
    return with(more, moreNotChecked, indexedElsewhere);
  }

  private ConservationReport with(
      List<ConservationFinding> more, List<NotChecked> moreNotChecked, Optional<String> elsewhere) {
    List<ConservationFinding> all =
        Stream.concat(findings.stream(), more.stream()).limit(ConservationFindings.MOST).toList();
    long notShown = omitted + findings.size() + more.size() - all.size();
    List<NotChecked> allNotChecked =
        Stream.concat(notChecked.stream(), moreNotChecked.stream()).toList();
    return new ConservationReport(
        all, notShown, allNotChecked, extent, withdrawn, tableSnapshot, elsewhere);
  }

  /** Whether everything was checked, without a finding. */
  public boolean isClean() {
    return findings.isEmpty() && notChecked.isEmpty();
  }
}
