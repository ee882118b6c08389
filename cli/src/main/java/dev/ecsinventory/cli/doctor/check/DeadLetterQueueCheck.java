package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.doctor.deployed.FunctionAlias;
import dev.ecsinventory.cli.text.Counted;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Whether events whose runs failed reach the dead-letter queue, and whether it is empty. */
public final class DeadLetterQueueCheck implements DoctorCheck {
  @Override
  public String name() {
    return "dead-letter queue";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    AwsReading<String> url = inventory.exporter().then(stack -> stack.first(DeployedStack.QUEUE));
    findings
        .need(url)
        .flatMap(queue -> findings.expect(attributes(inventory, queue), Remedies.DEPLOY))
        .ifPresent(attributes -> check(inventory, attributes, findings));
  }

  private static AwsReading<Map<QueueAttributeName, String>> attributes(
      DeployedInventory inventory, String url) {
    return AwsReading.of(
        "sqs:GetQueueAttributes",
        "queue " + url,
        () ->
            inventory
                .clients()
                .sqs()
                .getQueueAttributes(
                    get ->
                        get.queueUrl(url)
                            .attributeNames(
                                QueueAttributeName.QUEUE_ARN,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes());
  }

  private static void check(
      DeployedInventory inventory,
      Map<QueueAttributeName, String> attributes,
      CheckFindings findings) {
    long messages =
        Long.parseLong(
            attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    String arn = attributes.get(QueueAttributeName.QUEUE_ARN);
    if (messages > 0) {
      findings.problem(
          "the dead-letter queue has %s: their snapshots were not taken"
              .formatted(Counted.of(messages, "event")),
          "Find the cause in the log, send the events again (docs/operations.md, Take a snapshot by"
              + " hand, or again), and delete the messages.");
    }
    findings
        .need(inventory.alias())
        .flatMap(alias -> onFailure(inventory, alias, findings))
        .filter(destination -> !destination.equals(arn))
        .ifPresent(
            destination ->
                findings.problem(
                    "failed runs are sent to %s, not to the dead-letter queue %s"
                        .formatted(destination, arn),
                    Remedies.DEPLOY));
    findings.fact("empty");
  }

  /** The destination of failed runs; empty if it is missing or unknown, which is reported. */
  private static Optional<String> onFailure(
      DeployedInventory inventory, FunctionAlias alias, CheckFindings findings) {
    AwsReading<GetFunctionEventInvokeConfigResponse> config =
        AwsReading.of(
            "lambda:GetFunctionEventInvokeConfig",
            "asynchronous invocation configuration of " + alias.arn(),
            () ->
                inventory
                    .clients()
                    .lambda()
                    .getFunctionEventInvokeConfig(
                        get -> get.functionName(alias.function()).qualifier(alias.name())));
    return findings
        .expect(config, Remedies.DEPLOY)
        .map(
            found ->
                found.destinationConfig() == null
                        || found.destinationConfig().onFailure() == null
                        || found.destinationConfig().onFailure().destination() == null
                    ? "no destination"
                    : found.destinationConfig().onFailure().destination());
  }
}
