package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.text.Counted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * Whether the deployment's own roles exist, have policies, and trust the service that uses them.
 */
public final class RoleCheck implements DoctorCheck {
  @Override
  public String name() {
    return "roles";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    Map<String, String> users = users(inventory);
    findings
        .need(inventory.exporter())
        .ifPresent(
            stack -> {
              List<DeployedStack.StackResource> roles = stack.all(DeployedStack.ROLE);
              roles.forEach(role -> users.putIfAbsent(role.physicalId(), ""));
              findings.fact(Counted.of(roles.size(), "role"));
            });
    users.forEach((role, service) -> check(inventory, role, service, findings));
  }

  /** The role names that the function and the schedule use, each with its service. */
  private static Map<String, String> users(DeployedInventory inventory) {
    Map<String, String> users = new TreeMap<>();
    inventory
        .function()
        .value()
        .ifPresent(function -> users.put(roleName(function.role()), "lambda.amazonaws.com"));
    inventory
        .schedule()
        .value()
        .ifPresent(
            schedule -> {
              Target target = schedule.target();
              if (target != null && target.roleArn() != null) {
                users.put(roleName(target.roleArn()), "scheduler.amazonaws.com");
              }
            });
    return users;
  }

  private static String roleName(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static void check(
      DeployedInventory inventory, String role, String service, CheckFindings findings) {
    IamClient iam = inventory.clients().iam();
    AwsReading<String> trust =
        AwsReading.of(
            "iam:GetRole",
            "role " + role,
            () -> iam.getRole(get -> get.roleName(role)).role().assumeRolePolicyDocument());
    findings
        .expect(trust, Remedies.DEPLOY)
        .map(document -> URLDecoder.decode(document, StandardCharsets.UTF_8))
        .filter(document -> !document.contains(service))
        .ifPresent(
            document ->
                findings.problem(
                    "role %s does not trust %s, which uses it".formatted(role, service),
                    Remedies.DEPLOY));
    if (trust.value().isPresent()) {
      policies(iam, role, findings);
    }
  }

  private static void policies(IamClient iam, String role, CheckFindings findings) {
    AwsReading<Integer> inline =
        AwsReading.of(
            "iam:ListRolePolicies",
            "role " + role,
            () -> iam.listRolePolicies(list -> list.roleName(role)).policyNames().size());
    AwsReading<Integer> attached =
        AwsReading.of(
            "iam:ListAttachedRolePolicies",
            "role " + role,
            () ->
                iam.listAttachedRolePolicies(list -> list.roleName(role))
                    .attachedPolicies()
                    .size());
    int known = findings.need(inline).orElse(0) + findings.need(attached).orElse(0);
    if (known == 0 && inline.value().isPresent() && attached.value().isPresent()) {
      findings.problem("role %s has no policy".formatted(role), Remedies.DEPLOY);
    }
  }
}
