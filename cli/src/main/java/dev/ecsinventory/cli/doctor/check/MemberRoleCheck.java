package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots.UsedSnapshot;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;
import java.util.Optional;

/**
 * Whether the function can assume each member role. Only the function's role may assume them, so
 * the newest full snapshot is the evidence.
 */
public final class MemberRoleCheck implements DoctorCheck {
  private static final String ASSUME_ROLE = "AssumeRole";

  @Override
  public String name() {
    return "member roles";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    List<String> roles = findings.need(inventory.settings()).map(Settings::roles).orElse(List.of());
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

  private static void check(String role, Optional<UsedSnapshot> snapshot, CheckFindings findings) {
    Optional<ReadFailure> denial =
        snapshot.stream()
            .flatMap(one -> one.manifest().notRead().stream())
            .filter(failure -> failure.operation().equals(ASSUME_ROLE))
            .filter(failure -> failure.resourceArn().equals(role))
            .findFirst();
    if (denial.isPresent()) {
      findings.problem(
          "the function cannot assume %s: %s (%s)"
              .formatted(role, denial.get().message(), denial.get().errorCode()),
          "Deploy EcsInventoryMember into the account, with the stack output ExporterRoleArn and"
              + " the external ID of the settings (docs/operations.md, Add an account).");
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
