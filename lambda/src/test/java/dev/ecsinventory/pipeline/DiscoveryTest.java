package dev.ecsinventory.pipeline;

import static dev.ecsinventory.pipeline.Organizations.ACTIVE;
import static dev.ecsinventory.pipeline.Organizations.CLOSED;
import static dev.ecsinventory.pipeline.Organizations.CLOSING;
import static dev.ecsinventory.pipeline.Organizations.OWN;
import static dev.ecsinventory.pipeline.Organizations.PENDING;
import static dev.ecsinventory.pipeline.Organizations.SUSPENDED;
import static dev.ecsinventory.pipeline.Organizations.UNKNOWN_STATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.discover.IncompleteDiscoveryException;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of an organization has all its accounts, each read or with the reason. */
class DiscoveryTest {
  private static final String FIRST = "20260115T060000Z";
  private static final String SECOND = "20260115T070000Z";
  private static final String THIRD = "20260115T080000Z";

  @TempDir Path directory;

  private Exporter exporter() {
    return Exporter.of(Organizations.fleet(), directory).organization();
  }

  private static String at(int hour) {
    return "{\"time\":\"2026-01-15T%02d:00:00Z\",\"detail\":{}}".formatted(hour);
  }

  @Test
  void listsEveryAccountWithItsReason() {
    try (Exporter exporter = exporter().set("INVENTORY_EXCLUDE_ACCOUNTS", "6666*")) {
      Row summary = exporter.run();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(7, summary.get(Snapshots.ACCOUNT_COUNT));
      assertEquals(3, summary.get(Snapshots.READ_ACCOUNT_COUNT));
      assertEquals(
          Map.of(
              OWN, "READ",
              ACTIVE, "READ",
              SUSPENDED, "SUSPENDED",
              CLOSED, "CLOSED",
              PENDING, "PENDING_ACTIVATION",
              CLOSING, "EXCLUDED",
              UNKNOWN_STATE, "READ"),
          Organizations.reasons(exporter, FIRST));
      Row payments = Organizations.rows(exporter, FIRST).get(ACTIVE);
      assertEquals("payments", payments.get(SnapshotAccounts.ACCOUNT_NAME));
      assertEquals("ACTIVE", payments.get(SnapshotAccounts.ACCOUNT_STATE));
      assertEquals(
          "o-exampleorg1/r-ex01/ou-ex01-prod0001/ou-ex01-team0001/",
          payments.get(SnapshotAccounts.ORGANIZATION_PATH));
      assertEquals(
          "arn:aws:iam::222222222222:role/EcsInventoryReader",
          payments.get(SnapshotAccounts.ROLE_ARN));
      assertEquals(List.of("us-east-1"), payments.get(SnapshotAccounts.REGIONS_READ));
      assertEquals(3, exporter.rows(TaskSets.DATASET).size());
      assertEquals(
          0, exporter.simulator().calls().of("ListRegions"), "us-east-1 is always enabled");
    }
  }

  @Test
  void theReportHasNamesAndCountsOfAccounts() {
    try (Exporter exporter = exporter()) {
      exporter.run();
      String page =
          new String(exporter.files().get("inventory/reports/latest.html"), StandardCharsets.UTF_8);
      assertTrue(page.contains("4 of 7 read, 1 suspended, 1 closed, 1 pending activation"), page);
      assertTrue(page.contains("account 222222222222 (payments), us-east-1"), page);
      String byAccount = "<bdi>222222222222</bdi><small> <bdi>payments</bdi></small>";
      assertTrue(page.contains(byAccount), page);
      String byCluster = "<bdi>prod</bdi><small> <bdi>us-east-1, 222222222222 (payments)</bdi>";
      assertTrue(page.contains(byCluster), page);
    }
  }

  @Test
  void aDeniedRoleIsARowAndAFailure() {
    try (Exporter exporter =
        exporter()
            .set("INVENTORY_ROLE_NAME", "audit/Reader")
            .faults(
                FaultRule.of(new Fault.AccessDenied())
                    .on("AssumeRole")
                    .touching("arn:aws:iam::222222222222:role/audit/Reader"))) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      Row row = Organizations.rows(exporter, FIRST).get(ACTIVE);
      assertEquals("ROLE_DENIED", row.get(SnapshotAccounts.REASON));
      assertFalse(row.get(SnapshotAccounts.READ));
      assertEquals(1, row.get(SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT));
      assertEquals(
          ACTIVE,
          exporter.rows(ReadFailures.DATASET).getFirst().get(ReadFailures.DATASET.accountId()));
    }
  }

  @Test
  void anAccountWhoseRegionFailsIsNotRead() {
    try (Exporter exporter =
        exporter().faults(FaultRule.of(new Fault.ServerError()).in(ACTIVE, "us-east-1"))) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals("NOT_READ", Organizations.reasons(exporter, FIRST).get(ACTIVE));
    }
  }

  @Test
  void regionsThatAnAccountHasNotEnabledAreListedAndAreNoFailures() {
    try (Exporter exporter =
        exporter().set("INVENTORY_REGIONS", "us-east-1,me-south-1,af-south-1")) {
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      Map<String, Row> rows = Organizations.rows(exporter, FIRST);
      assertEquals(
          List.of("me-south-1", "us-east-1"), rows.get(ACTIVE).get(SnapshotAccounts.REGIONS_READ));
      assertEquals(
          List.of("af-south-1"), rows.get(ACTIVE).get(SnapshotAccounts.REGIONS_NOT_ENABLED));
      assertEquals(
          List.of("af-south-1", "me-south-1"),
          rows.get(OWN).get(SnapshotAccounts.REGIONS_NOT_ENABLED));
      assertEquals(List.of(), rows.get(SUSPENDED).get(SnapshotAccounts.REGIONS_NOT_ENABLED));
    }
  }

  @Test
  void readsAllEnabledRegionsButExcludedOnes() {
    try (Exporter exporter =
        exporter()
            .set("INVENTORY_REGIONS", "enabled")
            .set("AWS_REGION", "us-east-1")
            .set("INVENTORY_EXCLUDE_REGIONS", "ap-*,eu-*,sa-*,ca-*,us-west-*")) {
      exporter.run();
      Map<String, Row> rows = Organizations.rows(exporter, FIRST);
      assertEquals(
          List.of("me-south-1", "us-east-1", "us-east-2"),
          rows.get(ACTIVE).get(SnapshotAccounts.REGIONS_READ));
      assertEquals(
          List.of("us-east-1", "us-east-2"), rows.get(OWN).get(SnapshotAccounts.REGIONS_READ));
      assertTrue(rows.get(OWN).get(SnapshotAccounts.REGIONS_NOT_ENABLED).contains("me-south-1"));
    }
  }

  @Test
  void anAccountWithoutAnyRegionToReadIsNoFailure() {
    try (Exporter exporter =
        exporter().set("INVENTORY_REGIONS", "me-south-1").set("AWS_REGION", "us-east-1")) {
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      assertEquals("NO_REGION", Organizations.reasons(exporter, FIRST).get(OWN));
      assertEquals("READ", Organizations.reasons(exporter, FIRST).get(ACTIVE));
    }
  }

  @Test
  void settingsThatLeaveNoAccountToReadAreAnError() {
    try (Exporter exporter = exporter().set("INVENTORY_EXCLUDE_ACCOUNTS", "*")) {
      InvalidInputException problem = assertThrows(InvalidInputException.class, exporter::run);
      assertTrue(problem.getMessage().contains("none of the organization's 7 accounts"));
      assertEquals(Map.of(), exporter.files());
    }
  }

  @Test
  void aUnitIsReadWithTheUnitsInIt() {
    try (Exporter exporter =
        exporter().set("INVENTORY_ACCOUNTS", "ou:" + Organizations.PRODUCTION)) {
      exporter.run();
      assertEquals(
          Map.of(ACTIVE, "READ", PENDING, "PENDING_ACTIVATION", CLOSING, "READ"),
          Organizations.reasons(exporter, FIRST));
    }
  }

  @Test
  void aUnitThatDoesNotExistFailsTheRun() {
    try (Exporter exporter = exporter().set("INVENTORY_ACCOUNTS", "ou:ou-ex01-none0001")) {
      String message = assertThrows(IncompleteDiscoveryException.class, exporter::run).getMessage();
      assertTrue(message.contains("does not have [ou-ex01-none0001]"), message);
      assertEquals(Map.of(), exporter.files());
    }
  }

  @Test
  void anEventNarrowsTheOrganization() {
    try (Exporter exporter = exporter()) {
      Row summary =
          exporter.run(
              "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"accounts\":[\"%s\"]}}"
                  .formatted(ACTIVE));
      assertEquals(
          Map.of(ACTIVE, "READ"),
          Organizations.reasons(exporter, summary.get(Snapshots.DATASET.snapshotId())));
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      exporter.run(
                          "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"accounts\":[\"%s\"]}}"
                              .formatted(SUSPENDED)))
              .getMessage();
      assertTrue(message.contains("\"333333333333\" is not an account that is read"), message);
    }
  }

  @Test
  void anAccountThatLeftIsReportedUntilItIsExcluded() {
    try (Exporter exporter = exporter()) {
      exporter.run(at(6));
      exporter.simulator().fleet(Organizations.without(Organizations.fleet(), ACTIVE));
      assertEquals("COMPLETE", exporter.run(at(7)).get(Snapshots.STATUS));
      Row left = Organizations.rows(exporter, SECOND).get(ACTIVE);
      assertEquals("LEFT", left.get(SnapshotAccounts.REASON));
      assertEquals("payments", left.get(SnapshotAccounts.ACCOUNT_NAME));
      assertNull(left.get(SnapshotAccounts.ACCOUNT_STATE));
      assertEquals(FIRST, left.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));

      exporter.run(at(8));
      left = Organizations.rows(exporter, THIRD).get(ACTIVE);
      assertEquals("LEFT", left.get(SnapshotAccounts.REASON));
      assertEquals(FIRST, left.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));

      exporter.set("INVENTORY_EXCLUDE_ACCOUNTS", ACTIVE).run(at(9));
      assertFalse(Organizations.rows(exporter, "20260115T090000Z").containsKey(ACTIVE));
    }
  }

  /** Only the change is counted, whatever the reason; a new or an excluded account is none. */
  @Test
  void anAccountThatStopsBeingReadIsCountedOnce() {
    try (Exporter exporter = exporter()) {
      assertEquals(0, exporter.run(at(6)).get(Snapshots.STOPPED_ACCOUNT_COUNT));
      exporter.faults(
          FaultRule.of(new Fault.AccessDenied())
              .on("AssumeRole")
              .touching("arn:aws:iam::222222222222:role/EcsInventoryReader"));
      assertEquals(1, exporter.run(at(7)).get(Snapshots.STOPPED_ACCOUNT_COUNT));
      assertEquals(0, exporter.run(at(8)).get(Snapshots.STOPPED_ACCOUNT_COUNT));
      exporter.simulator().fleet(Organizations.without(Organizations.fleet(), UNKNOWN_STATE));
      assertEquals(1, exporter.run(at(9)).get(Snapshots.STOPPED_ACCOUNT_COUNT));
      assertEquals(0, exporter.run(at(10)).get(Snapshots.STOPPED_ACCOUNT_COUNT));
      assertEquals("LEFT", Organizations.reasons(exporter, "20260115T100000Z").get(UNKNOWN_STATE));
      exporter.set("INVENTORY_EXCLUDE_ACCOUNTS", CLOSING);
      assertEquals(0, exporter.run(at(11)).get(Snapshots.STOPPED_ACCOUNT_COUNT));
    }
  }

  @Test
  void withoutADiscoveryNoAccountIsCompared() {
    try (Exporter exporter = Exporter.of(TwoAccounts.FLEET, directory)) {
      assertNull(exporter.run().get(Snapshots.STOPPED_ACCOUNT_COUNT));
    }
  }

  @Test
  void anAccountThatWasNeverReadDoesNotLeave() {
    try (Exporter exporter = exporter()) {
      exporter.run(at(6));
      exporter.simulator().fleet(Organizations.without(Organizations.fleet(), SUSPENDED));
      exporter.run(at(7));
      assertFalse(Organizations.rows(exporter, SECOND).containsKey(SUSPENDED));
    }
  }

  @Test
  void anAccountThatLeavesWhileItIsSuspendedWasReadBefore() {
    try (Exporter exporter = exporter()) {
      exporter.run(at(6));
      exporter
          .simulator()
          .fleet(
              Organizations.with(
                  Organizations.fleet(),
                  members ->
                      members.stream()
                          .map(one -> one.id().equals(ACTIVE) ? one.in("SUSPENDED") : one)
                          .toList()));
      exporter.run(at(7));
      assertEquals("SUSPENDED", Organizations.reasons(exporter, SECOND).get(ACTIVE));
      exporter.simulator().fleet(Organizations.without(Organizations.fleet(), ACTIVE));
      exporter.run(at(8));
      Row left = Organizations.rows(exporter, THIRD).get(ACTIVE);
      assertEquals("LEFT", left.get(SnapshotAccounts.REASON));
      assertEquals(FIRST, left.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));
    }
  }

  /** The organization of the first run is the one of the snapshot. */
  @Test
  void aRetrySeesTheOrganizationOfTheFirstRun() {
    try (Exporter exporter = exporter()) {
      exporter.inEnvironment(
          environment -> {
            SnapshotRequest request =
                SnapshotRequest.read(
                    new ByteArrayInputStream(at(6).getBytes(StandardCharsets.UTF_8)),
                    environment.settings(),
                    () -> Instant.parse("2100-01-01T00:00:00Z"));
            return new BeginStage(environment).begin(request, Deadline.NONE);
          });
      long calls = exporter.simulator().calls().of("ListAccounts");
      exporter.simulator().fleet(Organizations.without(Organizations.fleet(), SUSPENDED));
      exporter.run(at(6));
      assertEquals("SUSPENDED", Organizations.reasons(exporter, FIRST).get(SUSPENDED));
      assertEquals(calls, exporter.simulator().calls().of("ListAccounts"));
    }
  }

  @Test
  void aRunReportsThatTheDiscoverysSettingsDiffer() {
    try (Exporter exporter = exporter()) {
      exporter.run();
      assertEquals(List.of(), exporter.result().settingsDiffer());
      exporter.set("INVENTORY_EXCLUDE_ACCOUNTS", ACTIVE).set("INVENTORY_ROLE_NAME", "Other");
      assertEquals(
          List.of(
              "INVENTORY_ROLE_NAME: the snapshot's specification has EcsInventoryReader, the"
                  + " current settings have Other",
              "INVENTORY_EXCLUDE_ACCOUNTS: the snapshot's specification has none, the current"
                  + " settings have "
                  + ACTIVE),
          exporter.result().settingsDiffer());
    }
  }

  /** Without a discovery, the accounts of the settings have rows, too. */
  @Test
  void accountsOfRolesHaveRowsWithoutNames() {
    try (Exporter exporter =
        Exporter.of(TwoAccounts.FLEET, directory)
            .set("INVENTORY_ROLES", TwoAccounts.ROLE)
            .faults(FaultRule.of(new Fault.AccessDenied()).on("AssumeRole"))) {
      exporter.run();
      Map<String, Row> rows = Organizations.rows(exporter, FIRST);
      assertEquals("READ", rows.get(TwoAccounts.OWN).get(SnapshotAccounts.REASON));
      assertEquals("ROLE_DENIED", rows.get(TwoAccounts.OTHER).get(SnapshotAccounts.REASON));
      assertNull(rows.get(TwoAccounts.OTHER).get(SnapshotAccounts.ACCOUNT_NAME));
      assertEquals(TwoAccounts.ROLE, rows.get(TwoAccounts.OTHER).get(SnapshotAccounts.ROLE_ARN));
      assertEquals(2, rows.size());
    }
  }
}
