package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.events.EventCount;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.report.ReportedSnapshots;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
public final class RunMetrics {
  /** Namespace of the metrics; its one dimension is {@code service}. */
  public static final String NAMESPACE = "EcsInventory";

  public static final String SERVICE = "ecs-inventory";

  static {
    // Metrics go to standard output everywhere; outside Lambda the library would use a CloudWatch
    // agent on this machine.
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
  }

  /** The dataset has all of them. */
  private static final int FAILURES_SHOWN = 5;

  private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

  private final ReportedSnapshots reported;

  /**
   * A reporter of committed snapshots.
   *
   * @param reported the snapshots that earlier runs reported
   */
  public RunMetrics(ReportedSnapshots reported) {
    this.reported = requireNonNull(reported, "reported is null");
  }

  /**
   * Reports a run that ended with a committed snapshot. Only the first such run is counted: a retry
   * or a duplicate delivery of the event finds the snapshot committed and counts nothing.
   *
   * @param duration the run's own
   */
  public void committed(SnapshotId snapshot, Row summary, Duration duration) {
    boolean first = reported.isFirst(snapshot);
    if (first) {
      log(summary, duration);
    } else {
      LOG.info("snapshot {} was committed and reported by an earlier run", snapshot);
    }
    Metrics metrics = metrics();
    if (first) {
      addCounts(metrics, summary);
    }
    reported
        .ageOfNewestComplete()
        .ifPresent(
            age -> metrics.addMetric("NewestCompleteAge", age.toSeconds(), MetricUnit.SECONDS));
    metrics.addMetric("Duration", duration.toMillis(), MetricUnit.MILLISECONDS);
    metrics.flush();
  }

  /**
   * Reports a run that could read nothing and committed no snapshot. Each such run is counted.
   *
   * @param duration the run's own
   */
  public void failed(Row summary, Duration duration) {
    log(summary, duration);
    Metrics metrics = metrics();
    addCounts(metrics, summary);
    metrics.addMetric("Duration", duration.toMillis(), MetricUnit.MILLISECONDS);
    metrics.flush();
  }

  private static void addCounts(Metrics metrics, Row summary) {
    SnapshotStatus status = SnapshotStatus.valueOf(summary.get(Snapshots.STATUS));
    count(metrics, "Snapshots", 1);
    count(metrics, "CompleteSnapshots", status == SnapshotStatus.COMPLETE ? 1 : 0);
    count(metrics, "PartialSnapshots", status == SnapshotStatus.PARTIAL ? 1 : 0);
    count(metrics, "FailedSnapshots", status == SnapshotStatus.FAILED ? 1 : 0);
    count(metrics, "TaskSets", summary.get(Snapshots.TASK_SET_COUNT));
    count(metrics, "ReadFailures", summary.get(Snapshots.READ_FAILURE_COUNT));
    count(metrics, "ApiCalls", summary.get(Snapshots.API_CALLS));
    count(metrics, "ThrottledCalls", summary.get(Snapshots.THROTTLED_CALLS));
    addScope(metrics, summary);
  }

  /**
   * The numbers of accounts that were read, and of Regions whose clusters were all listed. A scoped
   * snapshot reads fewer of them on purpose.
   */
  private static void addScope(Metrics metrics, Row summary) {
    if (SnapshotId.parse(summary.get(Snapshots.DATASET.snapshotId())).scopeHash().isPresent()) {
      return;
    }
    List<String> listed = summary.get(Snapshots.LISTED_PLACES);
    List<String> read = listed == null ? List.of() : listed;
    count(
        metrics,
        "RegionsRead",
        (int) read.stream().map(name -> name.replaceFirst(".*/", "")).distinct().count());
    // An earlier version, which did not count accounts, may have committed the snapshot.
    Integer accounts = summary.get(Snapshots.ACCOUNT_COUNT);
    if (accounts != null) {
      count(metrics, "AccountsRead", summary.get(Snapshots.READ_ACCOUNT_COUNT));
    }
    // Only a discovery has it. Each metric costs money, and the settings have the number otherwise.
    Integer stopped = summary.get(Snapshots.STOPPED_ACCOUNT_COUNT);
    if (stopped != null) {
      count(metrics, "AccountsNotRead", accounts - summary.get(Snapshots.READ_ACCOUNT_COUNT));
      count(metrics, "AccountsStopped", stopped);
    }
  }

  /**
   * Reports that a run wrote nothing to the table.
   *
   * @param newer the snapshot in the table that is newer than {@code snapshot}
   */
  public static void tableNotWritten(SnapshotId snapshot, String newer) {
    LOG.warn(
        "snapshot {} is committed, but nothing of it is in the table, because the table has the"
            + " newer snapshot {}; if that one has a time in the future, withdraw it",
        snapshot,
        newer);
    Metrics metrics = metrics();
    count(metrics, "TableNotWritten", 1);
    metrics.flush();
  }

  /** Reports that the event's snapshot is withdrawn, so that no reader uses it. */
  public static void withdrawn(SnapshotId snapshot, Withdrawal withdrawal) {
    LOG.warn(
        "snapshot {} was withdrawn at {} ({}), so that no reader uses it; use a new time for a new"
            + " snapshot",
        snapshot,
        withdrawal.withdrawnAt(),
        VisibleText.of(withdrawal.reason()));
  }

  /**
   * Reports that a run completes a specification that differs from the current settings, if it
   * does.
   *
   * @param differences one sentence for each setting that differs
   */
  public static void settingsDiffer(SnapshotId snapshot, List<String> differences) {
    if (differences.isEmpty()) {
      return;
    }
    LOG.warn(
        "snapshot {} is completed according to its specification; current settings differ and apply"
            + " to new snapshots only: {}",
        snapshot,
        String.join("; ", differences));
    Metrics metrics = metrics();
    count(metrics, "SettingsDiffer", 1);
    metrics.flush();
  }

  /**
   * Reports facts that the counts do not show: the first read failures, and the reasons why the
   * compliance statuses prove nothing.
   */
  public static void notices(
      SnapshotId snapshot, List<String> policyNotices, List<ReadFailure> notRead) {
    policyNotices.forEach(notice -> LOG.warn("snapshot {}: {}", snapshot, notice));
    notRead.stream()
        .limit(FAILURES_SHOWN)
        .forEach(failure -> LOG.warn("not read: {}", failure.text()));
    if (notRead.size() > FAILURES_SHOWN) {
      LOG.warn(
          "not read: {} more; see the dataset read_failures of snapshot {}",
          notRead.size() - FAILURES_SHOWN,
          snapshot);
    }
  }

  /** Reports the number of a snapshot's events that were sent and not sent, if it has any. */
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

  /** Reports the result of a compaction, if there was any work. */
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

  private static void log(Row summary, Duration duration) {
    SnapshotStatus status = SnapshotStatus.valueOf(summary.get(Snapshots.STATUS));
    LoggingEventBuilder line =
        switch (status) {
          case COMPLETE -> LOG.atInfo();
          case PARTIAL -> LOG.atWarn();
          case FAILED -> LOG.atError();
        };
    for (Column<?> column : Snapshots.DATASET.columns()) {
      Object value = summary.get(column);
      if (value != null && column.role() != Column.Role.DETAIL) {
        line = line.addKeyValue(column.name(), value.toString());
      }
    }
    line.addKeyValue("duration_ms", duration.toMillis())
        .log(
            "snapshot {} is {}: {}task sets {}, read failures {}",
            summary.get(Snapshots.DATASET.snapshotId()),
            status,
            accounts(summary),
            summary.get(Snapshots.TASK_SET_COUNT),
            summary.get(Snapshots.READ_FAILURE_COUNT));
  }

  /** Empty for a snapshot of an earlier version, which did not count accounts. */
  private static String accounts(Row summary) {
    Integer all = summary.get(Snapshots.ACCOUNT_COUNT);
    return all == null
        ? ""
        : String.format(
            Locale.ROOT, "%,d of %,d accounts, ", summary.get(Snapshots.READ_ACCOUNT_COUNT), all);
  }
}
