package dev.ecsinventory.infra.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/** The dashboard: whether snapshots are taken, complete and on time. */
public final class InventoryDashboard extends Construct {
  private static final Duration HOUR = Duration.hours(1);
  private static final int HALF = 12;

  private final Dashboard dashboard;

  public InventoryDashboard(
      Construct scope,
      String id,
      IFunction function,
      IQueue failedRuns,
      Optional<IStateMachine> machine) {
    super(scope, id);
    dashboard = Dashboard.Builder.create(this, "Dashboard").build();
    addSnapshots();
    addRuns(function, failedRuns);
    machine.ifPresent(this::addExecutions);
  }

  private void addSnapshots() {
    dashboard.addWidgets(newest());
    dashboard.addWidgets(
        graph(
            "Snapshots",
            InventoryMetrics.COMPLETE_SNAPSHOTS.sum(HOUR),
            InventoryMetrics.PARTIAL_SNAPSHOTS.sum(HOUR),
            InventoryMetrics.FAILED_SNAPSHOTS.sum(HOUR)),
        graph(
            "Parts that could not be read, sent or written to the table",
            InventoryMetrics.READ_FAILURES.sum(HOUR),
            InventoryMetrics.EVENTS_NOT_SENT.sum(HOUR),
            InventoryMetrics.TABLE_NOT_WRITTEN.sum(HOUR)));
    dashboard.addWidgets(
        graph(
            "Age of the newest COMPLETE snapshot, seconds",
            InventoryMetrics.NEWEST_COMPLETE_AGE.minimum(HOUR)),
        graph(
            "Accounts that were read, were not, and stopped being read; Regions",
            InventoryMetrics.ACCOUNTS_READ.minimum(HOUR),
            InventoryMetrics.ACCOUNTS_NOT_READ.maximum(HOUR),
            InventoryMetrics.ACCOUNTS_STOPPED.maximum(HOUR),
            InventoryMetrics.REGIONS_READ.minimum(HOUR)),
        graph(
            "Snapshots completed with other settings than the current ones",
            InventoryMetrics.SETTINGS_DIFFER.sum(HOUR)));
  }

  private void addRuns(IFunction function, IQueue failedRuns) {
    dashboard.addWidgets(
        graph(
            "Calls to ECS",
            InventoryMetrics.API_CALLS.sum(HOUR),
            InventoryMetrics.THROTTLED_CALLS.sum(HOUR)),
        graph("Duration", InventoryMetrics.DURATION.maximum(HOUR)));
    dashboard.addWidgets(
        graph(
            "Runs",
            function.metricInvocations(options("Sum")),
            function.metricErrors(options("Sum")),
            function.metricThrottles(options("Sum"))),
        graph(
            "Lost events",
            failedRuns.metricApproximateNumberOfMessagesVisible(options("Maximum"))));
    // Every run tries a failed day again, so a sum would count it repeatedly.
    dashboard.addWidgets(
        graph(
            "Days that could not be compacted: queries cost more, results are correct",
            InventoryMetrics.DAYS_NOT_MERGED.maximum(HOUR)));
  }

  private void addExecutions(IStateMachine machine) {
    dashboard.addWidgets(
        graph(
            "Executions of the state machine",
            machine.metricStarted(options("Sum")),
            machine.metricSucceeded(options("Sum")),
            machine.metricFailed(options("Sum")),
            machine.metricTimedOut(options("Sum")),
            machine.metricAborted(options("Sum"))),
        graph("Duration of an execution", machine.metricTime(options("Maximum"))));
  }

  public String name() {
    return dashboard.getDashboardName();
  }

  private static SingleValueWidget newest() {
    return SingleValueWidget.Builder.create()
        .title("Newest hour")
        .width(2 * HALF)
        .metrics(
            List.of(
                InventoryMetrics.SNAPSHOTS.sum(HOUR),
                InventoryMetrics.TASK_SETS.maximum(HOUR),
                InventoryMetrics.READ_FAILURES.maximum(HOUR)))
        .build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(HALF)
        .left(Arrays.asList(metrics))
        .build();
  }

  private static MetricOptions options(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(HOUR).build();
  }
}
