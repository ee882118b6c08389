package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots;
import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether every Region is enabled: in the operator's account by a call that no policy denies, and
 * in all accounts by the failures of the newest full snapshot. A Region that is not enabled rejects
 * valid credentials. A discovery leaves out Regions that an account has not enabled, so that these
 * are no problem.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html">Enable
 *     or disable AWS Regions</a>
 */
public final class RegionCheck implements DoctorCheck {
  /** What a Region that is not enabled responds, depending on the service. */
  private static final Set<String> NOT_ENABLED =
      Set.of("InvalidClientTokenId", "UnrecognizedClientException", "OptInRequired", "AuthFailure");

  private static final String REMEDY =
      "Enable the Region in the account (aws account enable-region --region-name %s), or remove it"
          + " from the setting regions and deploy again.";

  @Override
  public String name() {
    return "Regions";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    Optional<Settings> settings = findings.need(inventory.settings());
    Optional<Discovery> discovery = settings.flatMap(Settings::discovery);
    List<String> regions = settings.map(Settings::regions).orElse(List.of());
    if (discovery.isEmpty()) {
      regions.forEach(region -> call(inventory, region, findings));
    }
    inventory.snapshots().value().flatMap(LatestSnapshots::inUse).stream()
        .flatMap(snapshot -> snapshot.manifest().notRead().stream())
        .filter(failure -> regions.contains(failure.region()))
        .filter(failure -> NOT_ENABLED.contains(failure.errorCode()))
        .forEach(failure -> report(failure, findings));
    if (discovery.map(Discovery::enabledRegions).orElse(false)) {
      findings.fact("all that each account has enabled");
    } else if (!regions.isEmpty()) {
      findings.fact(String.join(", ", regions));
    }
  }

  private static void call(DeployedInventory inventory, String region, CheckFindings findings) {
    AwsReading<String> account =
        AwsReading.of(
            "sts:GetCallerIdentity in " + region,
            region,
            () -> inventory.clients().sts(region).getCallerIdentity().account());
    if (account instanceof AwsReading.Unknown<String>(String call, String reason)) {
      Optional<String> code =
          NOT_ENABLED.stream().filter(one -> reason.endsWith("(" + one + ")")).findFirst();
      if (code.isPresent()) {
        findings.problem(
            "Region %s is not enabled in this account (%s)".formatted(region, code.get()),
            REMEDY.formatted(region));
      } else {
        findings.notChecked(call, reason);
      }
    }
  }

  private static void report(ReadFailure failure, CheckFindings findings) {
    findings.problem(
        "Region %s is not enabled in account %s (%s)"
            .formatted(failure.region(), failure.accountId(), failure.errorCode()),
        REMEDY.formatted(failure.region()));
  }
}
