package dev.ecsinventory.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of {@code accounts}. */
class AccountResultsTest {
  private static final SnapshotId ID = SnapshotId.parse("20260115T060000Z");
  private static final String ACCOUNT = ReadSamples.FIRST.accountId();
  private static final String ROLE = "arn:aws:iam::111111111111:role/EcsInventoryReader";

  private static SpecifiedAccount account(String... regions) {
    return new SpecifiedAccount(ACCOUNT, ROLE, List.of(regions));
  }

  private static DiscoveredAccount discovered(String id, AccountReason notRead) {
    return new DiscoveredAccount(
        id,
        "name-" + id,
        "ACTIVE",
        "o-1/r-1/ou-" + id,
        notRead,
        List.of("me-south-1"),
        "20260114T060000Z");
  }

  private static Specification specification(
      DiscoveredOrganization organization, SpecifiedAccount... accounts) {
    Specification sample = ReadSamples.specification();
    return new Specification(
        sample.snapshotId(),
        sample.deployment(),
        sample.schemaVersion(),
        sample.scope(),
        List.of(accounts),
        sample.formats(),
        sample.tagPolicy(),
        sample.startedAt(),
        organization);
  }

  private static Plan read(String region) {
    return ReadSamples.plan(new AccountRegion(ACCOUNT, region), List.of(), 0, 0);
  }

  private static Plan unread(String region) {
    AccountRegion place = new AccountRegion(ACCOUNT, region);
    return Plan.unread(place, ReadSamples.failure(place, "all"), ReadSamples.STARTED_AT);
  }

  private static ReadFailure failure(String operation, FailureKind kind) {
    return new ReadFailure(
        ACCOUNT, "eu-west-1", operation, ROLE, "AccessDenied", "denied", kind, 1);
  }

  private static List<Row> rows(
      Specification specification, List<Plan> plans, ReadFailure... failures) {
    return new AccountResults(specification, plans, List.of(failures)).rows(new Normalizer(ID));
  }

  private static Row onlyRow(SpecifiedAccount account, List<Plan> plans, ReadFailure... failures) {
    List<Row> rows = rows(specification(null, account), plans, failures);
    assertEquals(1, rows.size());
    return rows.getFirst();
  }

  private static void assertReason(AccountReason reason, Row row) {
    assertEquals(reason.name(), row.get(SnapshotAccounts.REASON));
    assertEquals(reason == AccountReason.READ, row.get(SnapshotAccounts.READ));
  }

  @Test
  void anAccountOfWhichARegionWasReadIsRead() {
    Row row =
        onlyRow(
            account("eu-west-1", "us-east-1", "eu-central-1"),
            List.of(read("us-east-1"), unread("eu-west-1"), read("eu-central-1")),
            failure("ListClusters", FailureKind.DENIED),
            failure("AssumeRole", FailureKind.DENIED));
    assertReason(AccountReason.READ, row);
    assertEquals(List.of("eu-central-1", "us-east-1"), row.get(SnapshotAccounts.REGIONS_READ));
    assertEquals(2, row.get(SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT));
    assertEquals(ROLE, row.get(SnapshotAccounts.ROLE_ARN));
    assertEquals(ACCOUNT, row.get(SnapshotAccounts.DATASET.accountId()));
  }

  @Test
  void anAccountWithoutARegionHasNothingToRead() {
    assertReason(AccountReason.NO_REGION, onlyRow(account(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "AssumeRole,   DENIED,    ROLE_DENIED",
    "AssumeRole,   THROTTLED, NOT_READ",
    "ListClusters, DENIED,    NOT_READ"
  })
  void onlyADeniedRoleIsTheReasonOfAnUnreadAccount(
      String operation, FailureKind kind, AccountReason reason) {
    Row row = onlyRow(account("eu-west-1"), List.of(unread("eu-west-1")), failure(operation, kind));
    assertReason(reason, row);
    assertEquals(List.of(), row.get(SnapshotAccounts.REGIONS_READ));
    assertEquals(1, row.get(SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT));
  }

  @Test
  void anAccountWithoutFailuresIsNotReadWithoutAPlan() {
    Row row = onlyRow(account("eu-west-1"), List.of());
    assertReason(AccountReason.NOT_READ, row);
    assertEquals(0, row.get(SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT));
  }

  @Test
  void anAccountThatWasNotDiscoveredHasNoNameAndNoRegionThatIsNotEnabled() {
    Row row = onlyRow(account("eu-west-1"), List.of(read("eu-west-1")));
    assertNull(row.get(SnapshotAccounts.ACCOUNT_NAME));
    assertNull(row.get(SnapshotAccounts.ACCOUNT_STATE));
    assertNull(row.get(SnapshotAccounts.ORGANIZATION_PATH));
    assertNull(row.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));
    assertEquals(List.of(), row.get(SnapshotAccounts.REGIONS_NOT_ENABLED));
  }

  @Test
  void discoveredAccountsHaveTheirNamesAndThoseThatAreNotReadHaveRowsAfterTheOthers() {
    String left = "333333333333";
    DiscoveredOrganization organization =
        new DiscoveredOrganization(
            List.of("organization"),
            "EcsInventoryReader",
            List.of(),
            List.of(),
            List.of("enabled"),
            null,
            List.of(discovered(left, AccountReason.LEFT), discovered(ACCOUNT, null)));
    List<Row> rows =
        rows(specification(organization, account("eu-west-1")), List.of(read("eu-west-1")));
    assertEquals(
        List.of(ACCOUNT, left),
        rows.stream().map(row -> row.get(SnapshotAccounts.DATASET.accountId())).toList());
    for (Row row : rows) {
      String id = row.get(SnapshotAccounts.DATASET.accountId());
      assertEquals("name-" + id, row.get(SnapshotAccounts.ACCOUNT_NAME));
      assertEquals("ACTIVE", row.get(SnapshotAccounts.ACCOUNT_STATE));
      assertEquals("o-1/r-1/ou-" + id, row.get(SnapshotAccounts.ORGANIZATION_PATH));
      assertEquals(List.of("me-south-1"), row.get(SnapshotAccounts.REGIONS_NOT_ENABLED));
      assertEquals("20260114T060000Z", row.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));
      assertEquals(
          "eu-central-1", row.get(SnapshotAccounts.DATASET.region()), "the exporter's Region");
    }
    assertReason(AccountReason.READ, rows.getFirst());
    assertReason(AccountReason.LEFT, rows.getLast());
    assertEquals(ROLE, rows.getFirst().get(SnapshotAccounts.ROLE_ARN));
    assertNull(rows.getLast().get(SnapshotAccounts.ROLE_ARN));
  }

  @Test
  void theSummaryCountsAccountsAndThoseThatWereRead() {
    List<Row> accounts =
        Stream.of(
                onlyRow(account("eu-west-1"), List.of(read("eu-west-1"))),
                onlyRow(account(), List.of()),
                onlyRow(account("eu-west-1"), List.of()))
            .toList();
    Row summary =
        new SnapshotSummary(ID, ReadSamples.specification())
            .status(SnapshotStatus.COMPLETE, 0)
            .counts(ReadSamples.read())
            .accounts(accounts)
            .finishedAt("2026-01-15T06:01:00Z")
            .row();
    assertEquals(3, summary.get(Snapshots.ACCOUNT_COUNT));
    assertEquals(1, summary.get(Snapshots.READ_ACCOUNT_COUNT));
  }
}
