package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.evaluate.EffectivePolicyException;
import dev.ecsinventory.evaluate.PolicySource;
import dev.ecsinventory.policy.document.TagPolicy;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether the tag policy can be read and parsed, and requires a tag. */
public final class TagPolicyCheck implements DoctorCheck {
  private static final String S3 = "s3://";
  private static final String FILE = "file:";
  private static final String REMEDY =
      "Correct the tag policy (./ecs-inventory policy lint FILE shows all problems) and deploy"
          + " again.";

  @Override
  public String name() {
    return "tag policy";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    Optional<Settings> settings = findings.need(inventory.settings());
    if (settings.isEmpty()) {
      return;
    }
    settings
        .get()
        .tagPolicy()
        .ifPresentOrElse(
            location -> check(inventory, location, findings),
            () -> findings.fact("none, so tags are not evaluated"));
  }

  private static void check(DeployedInventory inventory, String location, CheckFindings findings) {
    if (location.startsWith(FILE)) {
      findings.notChecked(location, "it is a file of the function");
    } else if (!location.startsWith(S3)
        || findings.expect(object(inventory, location), REMEDY).isPresent()) {
      policy(inventory, location, findings).ifPresent(policy -> check(location, policy, findings));
    }
  }

  /** Distinguishes a policy that is denied or missing from one that is invalid. */
  private static AwsReading<String> object(DeployedInventory inventory, String location) {
    int slash = location.indexOf('/', S3.length());
    return AwsReading.of(
        "s3:GetObject",
        "tag policy " + location,
        () ->
            inventory
                .clients()
                .shared()
                .s3()
                .headObject(
                    head ->
                        head.bucket(location.substring(S3.length(), slash))
                            .key(location.substring(slash + 1)))
                .eTag());
  }

  private static Optional<TagPolicy> policy(
      DeployedInventory inventory, String location, CheckFindings findings) {
    try {
      PolicySource source = PolicySource.read(location, inventory.clients().shared());
      String account =
          source.differsByAccount()
              ? inventory.clients().shared().sts().getCallerIdentity().account()
              : "any";
      Optional<TagPolicy> policy =
          source.policy(
              account, () -> inventory.clients().shared().organizations(Optional.empty()));
      if (policy.isEmpty()) {
        findings.problem(
            "account %s has no effective tag policy".formatted(account),
            "Attach a tag policy to the account or above it, or name a file in the setting"
                + " tagPolicy.");
      }
      return policy;
    } catch (InvalidInputException invalid) {
      invalid.problems().forEach(problem -> findings.problem(problem, REMEDY));
    } catch (EffectivePolicyException unreadable) {
      findings.notChecked(
          "organizations:DescribeEffectivePolicy",
          "%s (%s)".formatted(unreadable.getMessage(), unreadable.code()));
    } catch (SdkException failure) {
      findings.notChecked(location, String.valueOf(failure.getMessage()));
    }
    return Optional.empty();
  }

  private static void check(String location, TagPolicy policy, CheckFindings findings) {
    if (!policy.requiresTag()) {
      findings.problem(
          "the tag policy requires no tag: a task set without tags complies",
          "Require a tag, by report_required_tag_for with ecs:task-set or by required_tags"
              + " (docs/policy.md), and deploy again.");
    }
    findings.fact("%s from %s".formatted(policy.id().substring(0, 12), location));
  }
}
