package dev.ecsinventory.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadResultsTest {
  private final ReadResults read = ReadSamples.read();

  @Test
  void countsTheRowsOfADatasetOnceWhateverTheNumberOfFormats() {
    assertEquals(11, read.rows("clusters"));
    assertEquals(22, read.rows("services"));
    assertEquals(44, read.rows("task_sets"));
    assertEquals(88, read.rows("tag_violations"));
    assertEquals(0, read.rows("task_definitions"));
  }

  @Test
  void hasNoRowsWithoutTargets() {
    ReadResults none = new ReadResults(List.of(), new TreeMap<>());
    assertEquals(0, none.rows("clusters"));
    assertEquals(ComplianceCounts.NONE, none.compliance());
  }

  @Test
  void hasTheFilesAndListingsOfAllTargets() {
    assertEquals(16, read.files().size());
    assertEquals(
        List.of("one", "two"), read.listings().stream().map(StoredListing::target).toList());
    assertEquals(read.listings(), read.listings(read.plans().getFirst()));
    assertEquals(List.of(), read.listings(read.plans().getLast()));
  }

  @Test
  void addsUpTheCallsOfPlansAndTargets() {
    assertEquals(1 + 4 + 16 + 64, read.apiCalls());
    assertEquals(2 + 8 + 32 + 128, read.throttledCalls());
  }

  @Test
  void addsUpTheComplianceOfTargets() {
    assertEquals(new ComplianceCounts(17, 34, 68, 136), read.compliance());
  }

  @Test
  void hasTheFailuresAndMatchedSelectorsOfPlansAndTargets() {
    assertEquals(
        List.of("plan", "plan", "one", "two"),
        read.failures().stream().map(ReadFailure::resourceArn).toList());
    assertEquals(
        Set.of(
            "cluster-of-111111111111",
            "cluster-of-222222222222",
            "service-of-one",
            "service-of-two"),
        read.matchedSelectors());
  }
}
