package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.settings.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IAlias;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Runs the function on a schedule, with EventBridge's envelope as its event. The event's time is
 * the scheduled time, so that every delivery of the event is the same snapshot.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">
 *     Context attributes</a>
 */
final class ExporterSchedule extends Construct {
  /** Deliveries to Lambda's queue rarely fail; some minutes of retries cover an outage. */
  static final int RETRIES = 5;

  ExporterSchedule(Construct scope, String id, Schedule schedule, IAlias alias, IQueue failedRuns) {
    super(scope, id);
    software.amazon.awscdk.services.scheduler.Schedule.Builder.create(this, "Schedule")
        .description("ECS Inventory: the schedule of snapshots")
        .schedule(
            ScheduleExpression.expression(schedule.expression(), TimeZone.of(schedule.timeZone())))
        .target(
            LambdaInvoke.Builder.create(alias)
                .input(ScheduleTargetInput.fromObject(envelope()))
                .role(role(alias, failedRuns))
                .retryAttempts(RETRIES)
                .maxEventAge(EventAge.of(schedule))
                .deadLetterQueue(failedRuns)
                .build())
        .build();
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
  private static Map<String, Object> envelope() {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("version", "0");
    envelope.put("id", ContextAttribute.getExecutionId());
    envelope.put("detail-type", "Scheduled Event");
    envelope.put("source", "aws.scheduler");
    envelope.put("account", Aws.ACCOUNT_ID);
    envelope.put("time", ContextAttribute.getScheduledTime());
    envelope.put("region", Aws.REGION);
    envelope.put("resources", List.of(ContextAttribute.getScheduleArn()));
    envelope.put("detail", Map.of());
    return envelope;
  }

  private IRole role(IAlias alias, IQueue failedRuns) {
    return Role.Builder.create(this, "Role")
        .description("ECS Inventory: runs the exporter on schedule")
        .assumedBy(
            new ServicePrincipal("scheduler.amazonaws.com")
                .withConditions(
                    Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
        .inlinePolicies(
            Map.of(
                "run-exporter",
                PolicyDocument.Builder.create()
                    .statements(
                        List.of(
                            allow("lambda:InvokeFunction", alias.getFunctionArn()),
                            allow("sqs:SendMessage", failedRuns.getQueueArn())))
                    .build()))
        .build()
        .withoutPolicyUpdates();
  }

  private static PolicyStatement allow(String action, String resource) {
    return PolicyStatement.Builder.create()
        .actions(List.of(action))
        .resources(List.of(resource))
        .build();
  }
}
