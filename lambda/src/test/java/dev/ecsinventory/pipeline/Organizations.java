package dev.ecsinventory.pipeline;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.Organization;
import dev.ecsinventory.simulator.fleet.Organization.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An organization with an account of every kind, and what a snapshot has of it. */
final class Organizations {
  static final String OWN = "111111111111";
  static final String ACTIVE = "222222222222";
  static final String SUSPENDED = "333333333333";
  static final String CLOSED = "444444444444";
  static final String PENDING = "555555555555";
  static final String CLOSING = "666666666666";
  static final String UNKNOWN_STATE = "777777777777";

  static final String ROOT = "r-ex01";
  static final String PRODUCTION = "ou-ex01-prod0001";
  static final String TEAM = "ou-ex01-team0001";

  private Organizations() {}

  static Fleet fleet() {
    return fleet(
        List.of(
            Member.active(OWN, "management", ROOT),
            new Member(ACTIVE, "payments", "ACTIVE", TEAM, Set.of("me-south-1"), Optional.empty()),
            Member.active(SUSPENDED, "old", ROOT).in("SUSPENDED"),
            Member.active(CLOSED, "gone", ROOT).in("CLOSED"),
            Member.active(PENDING, "new", PRODUCTION).in("PENDING_ACTIVATION"),
            Member.active(CLOSING, "closing", PRODUCTION).in("PENDING_CLOSURE"),
            Member.active(UNKNOWN_STATE, "future", ROOT).in("HIBERNATING")));
  }

  static Fleet fleet(List<Member> members) {
    List<Fleet.Account> accounts = new ArrayList<>();
    members.forEach(
        member ->
            accounts.addAll(
                Fleet.parse(
                        """
                        {"accounts": [{"id": "%s", "regions": [{"name": "us-east-1", "clusters": [
                          {"clusterName": "prod", "services": [
                            {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
                             "taskSets": [{"id": "ecs-svc/1"}]}]}]}]}]}
                        """
                            .formatted(member.id()))
                    .accounts()));
    return new Fleet(
        accounts,
        Optional.of(
            new Organization(
                "o-exampleorg1",
                ROOT,
                OWN,
                Set.of(),
                List.of(
                    new Organization.Unit(PRODUCTION, "Production", ROOT),
                    new Organization.Unit(TEAM, "Team", PRODUCTION)),
                members)));
  }

  /** {@code fleet} with other members. */
  static Fleet with(Fleet fleet, UnaryOperator<List<Member>> change) {
    Organization before = fleet.organization().orElseThrow();
    return new Fleet(
        fleet.accounts(),
        Optional.of(
            new Organization(
                before.id(),
                before.root(),
                before.managementAccount(),
                before.administrators(),
                before.units(),
                change.apply(before.members()))));
  }

  static Fleet without(Fleet fleet, String account) {
    return with(
        fleet, members -> members.stream().filter(one -> !one.id().equals(account)).toList());
  }

  /** The reason of each account in a snapshot. */
  static Map<String, String> reasons(Exporter exporter, String snapshot) {
    Map<String, String> reasons = new TreeMap<>();
    rows(exporter, snapshot)
        .forEach((account, row) -> reasons.put(account, row.get(SnapshotAccounts.REASON)));
    return reasons;
  }

  static Map<String, Row> rows(Exporter exporter, String snapshot) {
    Map<String, Row> rows = new TreeMap<>();
    exporter.rows(SnapshotAccounts.DATASET).stream()
        .filter(row -> row.get(SnapshotAccounts.DATASET.snapshotId()).equals(snapshot))
        .forEach(row -> rows.put(row.get(SnapshotAccounts.DATASET.accountId()), row));
    return rows;
  }
}
