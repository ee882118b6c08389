package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots.UsedSnapshot;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.ReadFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether the function can assume each member role. Only the function's role may assume them, so
 * the newest full snapshot is the evidence.
 */
public final class MemberRoleCheck implements DoctorCheck {
  private static final String ASSUME_ROLE = "AssumeRole";
  private static final String REMEDY =
      "Deploy EcsInventoryMember into the account, with the stack output ExporterRoleArn and the"
          + " external ID of the settings (docs/operations.md, Add an account).";

  /** Without the stack set, every account of an organization has the same problem. */
  private static final int SHOWN = 10;

  @Override
  public String name() {
    return "member roles";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    Optional<Settings> settings = findings.need(inventory.settings());
    if (settings.flatMap(Settings::discovery).isPresent()) {
      runDiscovered(inventory, findings);
      return;
    }
    List<String> roles = settings.map(Settings::roles).orElse(List.of());
    if (roles.isEmpty()) {
      findings.fact("none");
      return;
    }
    findings
        .need(inventory.snapshots())
        .map(LatestSnapshots::inUse)
        .ifPresent(snapshot -> roles.forEach(role -> check(role, snapshot, findings)));
    findings.fact(Counted.of(roles.size(), "role"));
  }

  private static void runDiscovered(DeployedInventory inventory, CheckFindings findings) {
    Optional<Optional<UsedSnapshot>> snapshot =
        findings.need(inventory.snapshots()).map(LatestSnapshots::inUse);
    if (snapshot.isEmpty()) {
      return;
    }
    if (snapshot.get().isEmpty()) {
      findings.notChecked("roles of discovered accounts", "no full snapshot has used them yet");
      return;
    }
    List<ReadFailure> denials =
        snapshot.get().get().manifest().notRead().stream()
            .filter(failure -> failure.operation().equals(ASSUME_ROLE))
            .filter(distinctRole())
            .toList();
    denials.stream().limit(SHOWN).forEach(denial -> report(denial, findings));
    if (denials.size() > SHOWN) {
      findings.problem(
          "the function cannot assume %d more roles; see the dataset accounts"
              .formatted(denials.size() - SHOWN),
          REMEDY);
    }
    findings.fact("discovered accounts");
  }

  /** A role that cannot be assumed is a failure of each Region. */
  private static Predicate<ReadFailure> distinctRole() {
    Set<String> seen = new HashSet<>();
    return failure -> seen.add(failure.resourceArn());
  }

  private static void report(ReadFailure denial, CheckFindings findings) {
    findings.problem(
        "the function cannot assume %s: %s (%s)"
            .formatted(denial.resourceArn(), denial.message(), denial.errorCode()),
        REMEDY);
  }

  private static void check(String role, Optional<UsedSnapshot> snapshot, CheckFindings findings) {
    Optional<ReadFailure> denial =
        snapshot.stream()
            .flatMap(one -> one.manifest().notRead().stream())
            .filter(failure -> failure.operation().equals(ASSUME_ROLE))
            .filter(failure -> failure.resourceArn().equals(role))
            .findFirst();
    if (denial.isPresent()) {
      report(denial.get(), findings);
    } else if (snapshot.stream().noneMatch(one -> isRead(role, one))) {
      findings.notChecked(role, "no full snapshot has used it yet");
    }
  }

  private static boolean isRead(String role, UsedSnapshot snapshot) {
    String account = role.split(":")[4];
    return snapshot.manifest().read().stream()
        .anyMatch(region -> region.accountId().equals(account));
  }
}
