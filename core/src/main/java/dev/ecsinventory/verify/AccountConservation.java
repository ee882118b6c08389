package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Manifest.ReadRegion;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the rows of {@code accounts} with the specification and the manifest: the requested and
 * the discovered accounts are those that were read and those that have a reason.
 */
final class AccountConservation {
  private final SnapshotUnderCheck snapshot;
  private final Specification requested;
  private final Map<String, Set<String>> read = new HashMap<>();

  AccountConservation(SnapshotUnderCheck snapshot) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.requested = snapshot.manifest().requested();
    for (ReadRegion region : snapshot.manifest().read()) {
      read.computeIfAbsent(region.accountId(), account -> new TreeSet<>()).add(region.region());
    }
  }

  void check(List<Row> rows) {
    Set<String> expected = expected();
    Set<String> seen = new TreeSet<>();
    for (Row row : rows) {
      String account = row.get(SnapshotAccounts.DATASET.accountId());
      if (!seen.add(account)) {
        snapshot.found(FindingCode.ROW_DUPLICATE, account, "accounts has it twice");
      } else if (!expected.contains(account)) {
        snapshot.found(FindingCode.SCOPE_FOREIGN, account, "accounts has a row of it");
      } else {
        check(account, row);
      }
    }
    expected.stream()
        .filter(account -> !seen.contains(account))
        .forEach(
            account ->
                snapshot.found(FindingCode.SCOPE_LOST, account, "accounts has no row of it"));
    long read = rows.stream().filter(row -> row.get(SnapshotAccounts.READ)).count();
    require(Snapshots.READ_ACCOUNT_COUNT, read, "that were read");
    if (requested.organization() != null) {
      require(
          Snapshots.STOPPED_ACCOUNT_COUNT,
          rows.stream().filter(this::stopped).count(),
          "that stopped being read");
    }
  }

  private boolean stopped(Row row) {
    return requested
        .organization()
        .stopped(
            AccountReason.valueOf(row.get(SnapshotAccounts.REASON)),
            row.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));
  }

  private void require(Column<Integer> column, long rows, String which) {
    Integer counted = snapshot.summary().get(column);
    if (counted == null || counted != rows) {
      snapshot.found(
          FindingCode.COUNT_DIFFERS,
          column.name(),
          "the summary has %d, accounts has %d rows %s".formatted(counted, rows, which));
    }
  }

  private Set<String> expected() {
    Set<String> expected =
        requested.accounts().stream()
            .map(SpecifiedAccount::id)
            .collect(Collectors.toCollection(TreeSet::new));
    members().stream().map(DiscoveredAccount::id).forEach(expected::add);
    return expected;
  }

  private List<DiscoveredAccount> members() {
    return Optional.ofNullable(requested.organization())
        .map(DiscoveredOrganization::members)
        .orElse(List.of());
  }

  private void check(String account, Row row) {
    Set<String> regions = read.getOrDefault(account, Set.of());
    boolean isRead = row.get(SnapshotAccounts.READ);
    boolean fits =
        isRead == !regions.isEmpty()
            && isRead == row.get(SnapshotAccounts.REASON).equals(AccountReason.READ.name())
            && List.copyOf(regions).equals(row.get(SnapshotAccounts.REGIONS_READ));
    if (!fits) {
      snapshot.found(
          FindingCode.MANIFEST_CONTRADICTION,
          account,
          "accounts has it as %s, with the Regions %s; the manifest read %s"
              .formatted(
                  row.get(SnapshotAccounts.REASON),
                  row.get(SnapshotAccounts.REGIONS_READ),
                  regions));
    }
    long failures =
        snapshot.manifest().notRead().stream()
            .filter(failure -> failure.accountId().equals(account))
            .count();
    if (failures != row.get(SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT)) {
      snapshot.found(
          FindingCode.COUNT_DIFFERS,
          account,
          "accounts counts %d read failures, the manifest has %d"
              .formatted(row.get(SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT), failures));
    }
  }
}
