package dev.ecsinventory.infra.watch;

import dev.ecsinventory.settings.InventorySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/**
 * One alarm for each failure that makes the inventory unreliable. {@code docs/operations.md}
 * describes the action for each.
 */
public final class InventoryAlarms extends Construct {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  /**
   * In percent. Below it, retries have no visible effect; above it, the request rate is too high.
   */
  private static final int THROTTLED_SHARE = 10;

  /** With fewer calls the percentage has no meaning: a small fleet requires only a few calls. */
  private static final int MIN_THROTTLED = 10;

  /**
   * Three such periods are longer than the 15 minutes that a run can last, so a run that waits for
   * another one starts earlier.
   */
  private static final Duration TEN_MINUTES = Duration.minutes(10);

  private static final int REJECTED_PERIODS = 3;

  private final Topic topic;

  public InventoryAlarms(Construct scope, String id, Optional<String> email) {
    super(scope, id);
    topic = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
    topic.addToResourcePolicy(alarmsMayPublish());
    email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
  }

  /** The topic of all alarms. */
  public ITopic topic() {
    return topic;
  }

  /** Adds alarms about the runs of {@code function} and their results. */
  public void watch(IFunction function, IQueue failedRuns, InventorySettings settings) {
    raise(
        any(
            "RunFailed",
            "A run of the exporter failed. Lambda or the state machine retries it.",
            function.metricErrors(options("Sum"))));
    raise(
        any(
            "SnapshotPartial",
            "A snapshot is PARTIAL: part of the requested scope could not be read.",
            InventoryMetrics.PARTIAL_SNAPSHOTS.sum(FIVE_MINUTES)));
    raise(stale(Staleness.of(settings.schedule())));
    watchScope(settings.reading());
    raise(throttled());
    raise(rejected(function));
    raise(
        any(
            "RunLost",
            "An event is in the dead-letter queue: its snapshot was not taken.",
            failedRuns.metricApproximateNumberOfMessagesVisible(options("Maximum"))));
    raise(
        any(
            "EventsNotSent",
            "Compliance events could not be sent to EventBridge.",
            InventoryMetrics.EVENTS_NOT_SENT.sum(FIVE_MINUTES)));
    raise(
        any(
            "TableNotWritten",
            "A run wrote nothing to the table, because the table has a newer snapshot.",
            InventoryMetrics.TABLE_NOT_WRITTEN.sum(FIVE_MINUTES)));
  }

  /**
   * Adds an alarm about executions of {@code machine} that did not take their snapshot. A metric
   * without executions has no data points, and a sum with it would have none either.
   */
  public void watch(IStateMachine machine) {
    raise(
        any(
            "ExecutionFailed",
            "An execution of the state machine failed, timed out, or was aborted.",
            MathExpression.Builder.create()
                .expression("FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)")
                .usingMetrics(
                    new TreeMap<>(
                        Map.of(
                            "failed", machine.metricFailed(options("Sum")),
                            "timedOut", machine.metricTimedOut(options("Sum")),
                            "aborted", machine.metricAborted(options("Sum")))))
                .label("Executions without a snapshot")
                .period(FIVE_MINUTES)
                .build()));
  }

  /**
   * Adds alarms about snapshots that leave out accounts or Regions. The number of discovered
   * accounts changes with the organization, so that each snapshot is compared with the one before.
   */
  private void watchScope(InventorySettings.Reading reading) {
    raise(
        reading.discovery().isPresent()
            ? any(
                "AccountsStopped",
                "A snapshot did not read an account that the full snapshot before read.",
                InventoryMetrics.ACCOUNTS_STOPPED.sum(FIVE_MINUTES))
            : fewer(
                "AccountsNotRead",
                "A snapshot read fewer accounts than the settings name.",
                InventoryMetrics.ACCOUNTS_READ,
                1 + reading.accountIds().size()));
    raise(
        fewer(
            "RegionsNotRead",
            "A snapshot read fewer Regions than the settings name.",
            InventoryMetrics.REGIONS_READ,
            Math.max(1, reading.regionsToRead().size())));
  }

  private Alarm.Builder fewer(
      String id, String description, InventoryMetrics metric, int configured) {
    return Alarm.Builder.create(this, id)
        .alarmDescription(description)
        .metric(metric.minimum(FIVE_MINUTES))
        .threshold(configured)
        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING);
  }

  private void raise(Alarm.Builder alarm) {
    alarm.build().addAlarmAction(new SnsAction(topic));
  }

  private Alarm.Builder any(String id, String description, IMetric metric) {
    return Alarm.Builder.create(this, id)
        .alarmDescription(description)
        .metric(metric)
        .threshold(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING);
  }

  /**
   * The only alarm for which missing data is breaching: no other alarm detects that nothing runs.
   * An alarm on the metric itself would also use data points that are older than its periods if
   * these have none, and be late; an expression that fills them has a data point for each.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">
   *     Configuring how alarms treat missing data</a>
   */
  private Alarm.Builder stale(Staleness staleness) {
    Duration period = Duration.seconds(staleness.periodSeconds());
    return Alarm.Builder.create(this, "SnapshotStale")
        .alarmDescription(
            "There is no COMPLETE snapshot in the last two periods of the schedule, or no run"
                + " ended.")
        .metric(
            MathExpression.Builder.create()
                .expression("FILL(age, %d)".formatted(staleness.oldestSeconds()))
                .usingMetrics(Map.of("age", InventoryMetrics.NEWEST_COMPLETE_AGE.minimum(period)))
                .label("Age of the newest COMPLETE snapshot, seconds")
                .period(period)
                .build())
        .threshold(staleness.oldestSeconds())
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(staleness.points())
        .treatMissingData(TreatMissingData.BREACHING);
  }

  private Alarm.Builder throttled() {
    return Alarm.Builder.create(this, "ReadsThrottled")
        .alarmDescription(
            "ECS throttled more than %d %% of the exporter's calls, and at least %d."
                .formatted(THROTTLED_SHARE, MIN_THROTTLED))
        .metric(
            MathExpression.Builder.create()
                .expression(
                    "IF(throttled >= %d, 100 * throttled / calls, 0)".formatted(MIN_THROTTLED))
                .usingMetrics(
                    // Sorted, because the order of Map.of differs between processes.
                    new TreeMap<>(
                        Map.of(
                            "calls", InventoryMetrics.API_CALLS.sum(FIVE_MINUTES),
                            "throttled", InventoryMetrics.THROTTLED_CALLS.sum(FIVE_MINUTES))))
                .label("Throttled calls, %")
                .period(FIVE_MINUTES)
                .build())
        .threshold(THROTTLED_SHARE)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING);
  }

  /** Lambda retries throttled invocations; only a long duration is a problem. */
  private Alarm.Builder rejected(IFunction function) {
    return any(
            "RunRefused",
            "Lambda did not start a run for half an hour.",
            function.metricThrottles(
                MetricOptions.builder().statistic("Sum").period(TEN_MINUTES).build()))
        .evaluationPeriods(REJECTED_PERIODS);
  }

  private static MetricOptions options(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(FIVE_MINUTES).build();
  }

  /** A custom topic policy replaces the default one, which allows CloudWatch to publish. */
  private PolicyStatement alarmsMayPublish() {
    return PolicyStatement.Builder.create()
        .sid("AlarmsMayPublish")
        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
        .actions(List.of("sns:Publish"))
        .resources(List.of(topic.getTopicArn()))
        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
        .build();
  }
}
