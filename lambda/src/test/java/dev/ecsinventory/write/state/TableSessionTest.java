package dev.ecsinventory.write.state;

import static dev.ecsinventory.write.state.InMemoryState.CHECKOUT;
import static dev.ecsinventory.write.state.InMemoryState.SET_1;
import static dev.ecsinventory.write.state.InMemoryState.SET_2;
import static dev.ecsinventory.write.state.InMemoryState.cluster;
import static dev.ecsinventory.write.state.InMemoryState.complete;
import static dev.ecsinventory.write.state.InMemoryState.expiry;
import static dev.ecsinventory.write.state.InMemoryState.id;
import static dev.ecsinventory.write.state.InMemoryState.read;
import static dev.ecsinventory.write.state.InMemoryState.service;
import static dev.ecsinventory.write.state.InMemoryState.taskSet;
import static dev.ecsinventory.write.state.InMemoryState.time;
import static dev.ecsinventory.write.state.InMemoryState.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.format.Samples;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TargetRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a snapshot's session concludes from other snapshots, and what it records of its own. */
class TableSessionTest {
  private static final AccountRegion PLACE = StateRows.PLACE;

  private final InMemoryState state = new InMemoryState();

  private void commit(String id) {
    SnapshotId snapshot = SnapshotId.parse(id);
    state
        .table
        .begin(snapshot, Deadline.NONE)
        .writeSummary(Samples.snapshot(snapshot, SnapshotStatus.PARTIAL));
  }

  private Optional<String> supersededBy(String id) {
    return state
        .table
        .begin(SnapshotId.parse(id), Deadline.NONE)
        .supersededBy()
        .map(SnapshotId::value);
  }

  private void withdraw(String id) {
    state.table.withdraw(SnapshotId.parse(id), time(12), "a wrong clock");
  }

  @Test
  void aNewerSnapshotOfAtLeastTheSameScopeSupersedes() {
    commit("20260115T030000Z");
    commit("20260115T040000Z-aaaaaaaa");
    Optional<String> full = Optional.of("20260115T030000Z");
    assertEquals(full, supersededBy("20260115T020000Z"));
    assertEquals(full, supersededBy("20260115T020000Z-bbbbbbbb"));
    assertEquals(
        Optional.of("20260115T040000Z-aaaaaaaa"), supersededBy("20260115T020000Z-aaaaaaaa"));
    assertEquals(
        Optional.of("20260115T040000Z-aaaaaaaa"), supersededBy("20260115T030000Z-aaaaaaaa"));
  }

  @Test
  void anOlderSnapshotOrOneOfTheSameTimeOrOfAnotherScopeDoesNotSupersede() {
    commit("20260115T030000Z");
    commit("20260115T040000Z-aaaaaaaa");
    for (String id :
        List.of(
            "20260115T030000Z",
            "20260115T030000Z-bbbbbbbb",
            "20260115T040000Z",
            "20260115T040000Z-aaaaaaaa",
            "20260115T050000Z")) {
      assertEquals(Optional.empty(), supersededBy(id), id);
    }
  }

  @Test
  void aSupersededSnapshotWritesNoState() {
    state.write(1, complete(SET_1), cluster(1), service(1, "1"), taskSet(1, SET_1, "v1"));
    commit("20260115T030000Z");
    assertEquals(
        Set.of(),
        state.changes(
            () -> {
              state.write(2, complete(SET_2), taskSet(2, SET_2, "v1"));
              state.session(2).writeListing(PLACE, List.of(), time(2));
              state.session(2).putBaselineRegions(List.of(PLACE));
            }));
    Row violating = taskSet(2, SET_1, "v1", ComplianceStatus.NON_COMPLIANT);
    assertEquals(List.of(), state.compare(2, complete(SET_1), violating).complianceChanges());
    assertEquals(1, state.compare(3, complete(SET_1), violating).complianceChanges().size());
  }

  @Test
  void aWithdrawnSnapshotSupersedesOnlyItself() {
    commit("20260115T030000Z");
    withdraw("20260115T030000Z");
    assertEquals(Optional.empty(), supersededBy("20260115T020000Z"));
    assertEquals(Optional.of("20260115T030000Z"), supersededBy("20260115T030000Z"));
    assertEquals(Optional.empty(), supersededBy("20260115T040000Z"));
  }

  @Test
  void theNextSnapshotOverwritesWhatAWithdrawnNewerOneWrote() {
    state.write(1, complete(SET_1, SET_2), taskSet(1, SET_1, "v1"), taskSet(1, SET_2, "v1"));
    state.write(5, complete(SET_1), taskSet(5, SET_1, "wrong"));
    commit("20260115T050000Z");
    withdraw("20260115T050000Z");
    withdraw("20260115T060000Z");
    state.write(2, complete(SET_1, SET_2), taskSet(2, SET_1, "v2"), taskSet(2, SET_2, "v1"));
    assertEquals("v2", state.taskSetItem(SET_1, "CURRENT").get("external_id").s());
    assertFalse(state.taskSetItem(SET_2, "CURRENT").containsKey(TableLayout.DELETED_AT));
    for (String arn : List.of(SET_1, SET_2)) {
      assertEquals(
          expiry(2), state.taskSetItem(arn, version(5)).get(TableLayout.EXPIRES_AT).n(), arn);
    }
  }

  @Test
  void aWithdrawalIsRecordedOnceWithItsReasonAndTime() {
    withdraw("20260115T030000Z");
    state.table.withdraw(SnapshotId.parse("20260115T030000Z"), time(13), "another reason");
    commit("20260115T030000Z");
    Map<String, AttributeValue> item = state.item("SNAPSHOT | 20260115T030000Z");
    assertEquals("2026-01-15T12:00:00.000Z", item.get(TableLayout.WITHDRAWN_AT).s());
    assertEquals("a wrong clock", item.get(TableLayout.WITHDRAWN_REASON).s());
    assertFalse(item.containsKey("status"), "a summary does not replace a withdrawal");
  }

  @Test
  void theSummaryOfAnotherSnapshotIsAnError() {
    Row other = Samples.snapshot(id(3), SnapshotStatus.COMPLETE);
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> state.session(2).writeSummary(other));
    assertTrue(
        failure.getMessage().startsWith("not a summary of 20260115T020000Z"), failure.getMessage());
    assertEquals(Map.of(), state.dynamoDb.items());
  }

  private Optional<Instant> newest(int from, int before) {
    return state.table.newestWhole(time(from), time(before)).map(PastSnapshot::time);
  }

  @Test
  void theNewestFullSnapshotIsOneOfTheInterval() {
    commit("20260115T020000Z");
    commit("20260115T040000Z");
    assertEquals(Optional.of(time(4)), newest(0, 5));
    assertEquals(Optional.of(time(2)), newest(0, 4), "the end is exclusive");
    assertEquals(Optional.of(time(2)), newest(2, 3), "the start is inclusive");
    assertEquals(Optional.empty(), newest(3, 4));
  }

  @Test
  void theNewestFullSnapshotIsNeitherScopedNorWithdrawn() {
    commit("20260115T010000Z");
    commit("20260115T020000Z");
    withdraw("20260115T020000Z");
    for (int number = 10; number < 30; number++) {
      commit("20260115T0300%dZ-aaaaaaaa".formatted(number));
    }
    assertEquals(Optional.of(time(1)), newest(0, 5));
  }

  @Test
  void thePastSnapshotHasItsStatusAndComplianceCounts() {
    commit("20260115T010000Z");
    PastSnapshot without = state.table.newestWhole(time(0), time(5)).orElseThrow();
    assertEquals(new PastSnapshot(time(1), SnapshotStatus.PARTIAL, Optional.empty()), without);
    Row counted =
        Samples.snapshot(id(2), SnapshotStatus.COMPLETE)
            .with(Snapshots.COMPLIANT_COUNT, 1)
            .with(Snapshots.NON_COMPLIANT_COUNT, 2)
            .with(Snapshots.UNKNOWN_COUNT, 3)
            .with(Snapshots.NOT_EVALUATED_COUNT, 4);
    state.session(2).writeSummary(counted);
    PastSnapshot past =
        new PastSnapshot(
            time(2), SnapshotStatus.COMPLETE, Optional.of(new ComplianceCounts(1, 2, 3, 4)));
    assertEquals(Optional.of(past), state.table.newestWhole(time(0), time(5)));
    assertEquals(past, PastSnapshot.of(counted));
    assertEquals(without, PastSnapshot.of(Samples.snapshot(id(1), SnapshotStatus.PARTIAL)));
  }

  @Test
  void aComplianceStatusIsRecordedByTheSnapshotThatWroteItOnly() {
    state.write(1, complete(SET_1), taskSet(1, SET_1, "v1", ComplianceStatus.NON_COMPLIANT));
    assertTrue(recorded("20260115T010000Z", SET_1, ComplianceStatus.NON_COMPLIANT));
    assertFalse(recorded("20260115T010000Z", SET_1, ComplianceStatus.COMPLIANT));
    assertFalse(recorded("20260115T010000Z", SET_2, ComplianceStatus.NON_COMPLIANT));
    assertFalse(recorded("20260115T010000Z-aaaaaaaa", SET_1, ComplianceStatus.NON_COMPLIANT));
    assertFalse(recorded("20260115T020000Z", SET_1, ComplianceStatus.NON_COMPLIANT));
  }

  private boolean recorded(String id, String taskSet, ComplianceStatus status) {
    return state
        .table
        .begin(SnapshotId.parse(id), Deadline.NONE)
        .recorded(CHECKOUT, taskSet, status);
  }

  private List<ComplianceChange> changes(int hour, ComplianceStatus status) {
    return state
        .compare(hour, complete(SET_1), taskSet(hour, SET_1, "v1", status))
        .complianceChanges();
  }

  @Test
  void anUnknownNonCompliantTaskSetIsAChangeWhereABaselineExists() {
    assertEquals(List.of(), changes(1, ComplianceStatus.NON_COMPLIANT));
    state
        .session(1)
        .putBaselineRegions(List.of(PLACE, new AccountRegion("222222222222", "eu-west-1")));
    List<ComplianceChange> changes = changes(2, ComplianceStatus.NON_COMPLIANT);
    assertEquals(
        List.of(
            new ComplianceChange(
                taskSet(2, SET_1, "v1", ComplianceStatus.NON_COMPLIANT), Optional.empty())),
        changes);
    assertEquals(List.of(), changes(2, ComplianceStatus.COMPLIANT));
  }

  @Test
  void aBaselineIsOfItsOwnAccountAndRegionOnlyAndWrittenOnce() {
    state.session(1).putBaselineRegions(List.of(new AccountRegion("123456789012", "eu-west-1")));
    assertEquals(List.of(), changes(2, ComplianceStatus.NON_COMPLIANT));
    assertEquals(Set.of("PLACES | 123456789012/eu-west-1"), state.dynamoDb.items().keySet());
    assertEquals(
        Set.of(),
        state.changes(
            () ->
                state
                    .session(2)
                    .putBaselineRegions(List.of(new AccountRegion("123456789012", "eu-west-1")))));
  }

  @Test
  void aTaskSetsComplianceStatusIsComparedWithItsLastKnownOne() {
    state.write(1, complete(SET_1), taskSet(1, SET_1, "v1", ComplianceStatus.COMPLIANT));
    assertEquals(
        List.of(Optional.of(ComplianceStatus.COMPLIANT)),
        changes(2, ComplianceStatus.NON_COMPLIANT).stream()
            .map(ComplianceChange::previous)
            .toList());
    assertEquals(List.of(), changes(2, ComplianceStatus.COMPLIANT));
    state.write(2, complete(SET_1), taskSet(2, SET_1, "v1", ComplianceStatus.NON_COMPLIANT));
    state.write(3, complete(SET_1), taskSet(3, SET_1, "v1", ComplianceStatus.UNKNOWN));
    state.write(4, complete(SET_1), taskSet(4, SET_1, "v1", ComplianceStatus.NOT_EVALUATED));
    assertEquals(
        List.of(Optional.of(ComplianceStatus.NON_COMPLIANT)),
        changes(5, ComplianceStatus.COMPLIANT).stream().map(ComplianceChange::previous).toList());
  }

  @Test
  void aTableThatStoresNothingFindsNothing() {
    StateTable.Session session = StateTable.NONE.begin(id(1), Deadline.NONE);
    assertEquals(Optional.empty(), StateTable.NONE.newestWhole(time(0), time(2)));
    assertEquals(Optional.empty(), session.supersededBy());
    assertFalse(session.recorded(CHECKOUT, SET_1, ComplianceStatus.COMPLIANT));
    assertEquals(
        List.of(), session.compare(TargetRows.NONE, complete(), read(1)).complianceChanges());
  }
}
