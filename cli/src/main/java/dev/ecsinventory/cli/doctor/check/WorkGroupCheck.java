package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack.StackResource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/** Whether Athena's workgroup accepts queries, stores results, and has the saved queries. */
public final class WorkGroupCheck implements DoctorCheck {
  @Override
  public String name() {
    return "Athena workgroup";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .need(inventory.exporter())
        .ifPresent(
            stack ->
                findings
                    .need(stack.first(DeployedStack.WORK_GROUP))
                    .ifPresent(name -> check(inventory, stack, name, findings)));
  }

  private static void check(
      DeployedInventory inventory, DeployedStack stack, String name, CheckFindings findings) {
    AthenaClient athena = inventory.clients().athena();
    findings
        .expect(
            AwsReading.of(
                "athena:GetWorkGroup",
                "workgroup " + name,
                () -> athena.getWorkGroup(get -> get.workGroup(name)).workGroup()),
            Remedies.DEPLOY)
        .ifPresent(
            workGroup -> {
              check(inventory, workGroup, findings);
              savedQueries(athena, stack, name, findings);
              findings.fact(name);
            });
  }

  private static void check(
      DeployedInventory inventory, WorkGroup workGroup, CheckFindings findings) {
    if (workGroup.state() == WorkGroupState.DISABLED) {
      findings.problem(
          "workgroup %s is disabled, so it rejects every query".formatted(workGroup.name()),
          "aws athena update-work-group --work-group %s --state ENABLED"
              .formatted(workGroup.name()));
    }
    Optional<String> results =
        Optional.ofNullable(workGroup.configuration())
            .map(configuration -> configuration.resultConfiguration())
            .map(ResultConfiguration::outputLocation);
    inventory
        .bucket()
        .value()
        .filter(bucket -> results.filter(uri -> uri.startsWith("s3://" + bucket + "/")).isEmpty())
        .ifPresent(
            bucket ->
                findings.problem(
                    "workgroup %s stores results in %s, not in bucket %s"
                        .formatted(workGroup.name(), results.orElse("no bucket"), bucket),
                    Remedies.DEPLOY));
  }

  private static void savedQueries(
      AthenaClient athena, DeployedStack stack, String workGroup, CheckFindings findings) {
    AwsReading<Set<String>> saved =
        AwsReading.of(
            "athena:ListNamedQueries",
            "workgroup " + workGroup,
            () -> {
              Set<String> ids = new HashSet<>();
              athena.listNamedQueriesPaginator(list -> list.workGroup(workGroup)).stream()
                  .forEach(page -> ids.addAll(page.namedQueryIds()));
              return ids;
            });
    findings
        .need(saved)
        .ifPresent(
            ids ->
                stack.all(DeployedStack.NAMED_QUERY).stream()
                    .filter(query -> !ids.contains(query.physicalId()))
                    .map(StackResource::logicalId)
                    .forEach(
                        query ->
                            findings.problem(
                                "saved query %s does not exist".formatted(query),
                                Remedies.DEPLOY)));
  }
}
