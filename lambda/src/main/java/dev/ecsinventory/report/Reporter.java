package dev.ecsinventory.report;

import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.events.EventCount;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Reports a snapshot as one structured log line and as CloudWatch metrics in the embedded metric
 * format.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
public final class Reporter {
  /** Namespace of the metrics; its one dimension is {@code service}. */
  public static final String NAMESPACE = "EcsInventory";

  public static final String SERVICE = "ecs-inventory";

  static {
    // Metrics go to standard output wherever this runs; elsewhere than in Lambda the library would
    // look for a CloudWatch agent on this machine.
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  /** Reports what a run came to; {@code duration} is the run's own. */
  public void report(Row summary, Duration duration) {
    SnapshotStatus status = SnapshotStatus.valueOf(summary.get(Snapshots.STATUS));
    log(summary, status, duration);
    Metrics metrics = metrics();
    count(metrics, "Snapshots", 1);
    count(metrics, "CompleteSnapshots", status == SnapshotStatus.COMPLETE ? 1 : 0);
    count(metrics, "PartialSnapshots", status == SnapshotStatus.PARTIAL ? 1 : 0);
    count(metrics, "FailedSnapshots", status == SnapshotStatus.FAILED ? 1 : 0);
    count(metrics, "TaskSets", summary.get(Snapshots.TASK_SET_COUNT));
    count(metrics, "ReadFailures", summary.get(Snapshots.READ_FAILURE_COUNT));
    count(metrics, "ApiCalls", summary.get(Snapshots.API_CALLS));
    count(metrics, "ThrottledCalls", summary.get(Snapshots.THROTTLED_CALLS));
    metrics.addMetric("Duration", duration.toMillis(), MetricUnit.MILLISECONDS);
    metrics.flush();
  }

  /** Reports what became of a snapshot's events, should it have any. */
  public static void events(EventCount events) {
    if (events.all() == 0) {
      return;
    }
    (events.notSent() == 0 ? LOG.atInfo() : LOG.atError())
        .addKeyValue("events_sent", events.sent())
        .addKeyValue("events_not_sent", events.notSent())
        .log("compliance events");
    Metrics metrics = metrics();
    count(metrics, "EventsSent", events.sent());
    count(metrics, "EventsNotSent", events.notSent());
    metrics.flush();
  }

  /** Reports what compaction came to, should there have been something to do. */
  public static void compaction(CompactionCount days) {
    if (days.equals(CompactionCount.NONE)) {
      return;
    }
    (days.failed() == 0 ? LOG.atInfo() : LOG.atError())
        .addKeyValue("days_merged", days.days())
        .addKeyValue("days_not_merged", days.failed())
        .log("compaction");
    Metrics metrics = metrics();
    count(metrics, "DaysMerged", days.days());
    count(metrics, "DaysNotMerged", days.failed());
    metrics.flush();
  }

  private static Metrics metrics() {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace(NAMESPACE);
    metrics.setDefaultDimensions(DimensionSet.of("service", SERVICE));
    return metrics;
  }

  private static void count(Metrics metrics, String name, int value) {
    metrics.addMetric(name, value, MetricUnit.COUNT);
  }

  private static void log(Row summary, SnapshotStatus status, Duration duration) {
    LoggingEventBuilder line =
        switch (status) {
          case COMPLETE -> LOG.atInfo();
          case PARTIAL -> LOG.atWarn();
          case FAILED -> LOG.atError();
        };
    for (Column<?> column : Snapshots.DATASET.columns()) {
      Object value = summary.get(column);
      if (value != null) {
        line = line.addKeyValue(column.name(), value.toString());
      }
    }
    line.addKeyValue("duration_ms", duration.toMillis()).log("snapshot {}", status);
  }
}
