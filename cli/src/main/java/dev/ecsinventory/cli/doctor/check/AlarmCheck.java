package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack.StackResource;
import dev.ecsinventory.cli.text.Counted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Whether the alarms exist, are not in alarm, and notify the topic. */
public final class AlarmCheck implements DoctorCheck {
  /** The most that one call describes. */
  private static final int MAX_ALARMS = 100;

  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .need(inventory.exporter())
        .ifPresent(
            stack -> {
              List<StackResource> resources =
                  stack.all(DeployedStack.ALARM).stream().limit(MAX_ALARMS).toList();
              findings
                  .need(alarms(inventory, resources))
                  .ifPresent(alarms -> check(stack, resources, alarms, findings));
            });
  }

  private static AwsReading<Map<String, MetricAlarm>> alarms(
      DeployedInventory inventory, List<StackResource> resources) {
    return AwsReading.of(
        "cloudwatch:DescribeAlarms",
        "the alarms",
        () ->
            inventory
                .clients()
                .cloudWatch()
                .describeAlarms(
                    describe ->
                        describe
                            .alarmNames(resources.stream().map(StackResource::physicalId).toList())
                            .maxRecords(MAX_ALARMS))
                .metricAlarms()
                .stream()
                .collect(Collectors.toMap(MetricAlarm::alarmName, Function.identity())));
  }

  private static void check(
      DeployedStack stack,
      List<StackResource> resources,
      Map<String, MetricAlarm> alarms,
      CheckFindings findings) {
    Optional<String> topic = stack.first(DeployedStack.TOPIC).value();
    for (StackResource resource : resources) {
      MetricAlarm alarm = alarms.get(resource.physicalId());
      if (alarm == null) {
        findings.problem(
            "alarm %s does not exist".formatted(resource.physicalId()), Remedies.DEPLOY);
      } else {
        check(alarm, topic, findings);
      }
    }
    findings.fact(Counted.of(resources.size(), "alarm"));
  }

  private static void check(MetricAlarm alarm, Optional<String> topic, CheckFindings findings) {
    if (alarm.stateValue() == StateValue.ALARM) {
      findings.problem(
          "%s is in alarm: %s".formatted(alarm.alarmName(), alarm.alarmDescription()),
          "Act as docs/operations.md, What the alarms mean, describes.");
    }
    if (!Boolean.TRUE.equals(alarm.actionsEnabled())) {
      findings.problem(
          "the actions of alarm %s are disabled: no one is notified".formatted(alarm.alarmName()),
          "aws cloudwatch enable-alarm-actions --alarm-names %s".formatted(alarm.alarmName()));
    }
    if (topic.isPresent() && !alarm.alarmActions().contains(topic.get())) {
      findings.problem(
          "alarm %s does not notify the topic %s".formatted(alarm.alarmName(), topic.get()),
          Remedies.DEPLOY);
    }
  }
}
