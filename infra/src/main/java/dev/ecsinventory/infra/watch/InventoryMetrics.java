package dev.ecsinventory.infra.watch;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The metrics that the function writes to its log in CloudWatch's embedded format. */
public enum InventoryMetrics {
  SNAPSHOTS("Snapshots"),
  COMPLETE_SNAPSHOTS("CompleteSnapshots"),
  PARTIAL_SNAPSHOTS("PartialSnapshots"),
  FAILED_SNAPSHOTS("FailedSnapshots"),
  NEWEST_COMPLETE_AGE("NewestCompleteAge"),
  TASK_SETS("TaskSets"),
  ACCOUNTS_READ("AccountsRead"),
  ACCOUNTS_NOT_READ("AccountsNotRead"),
  ACCOUNTS_STOPPED("AccountsStopped"),
  REGIONS_READ("RegionsRead"),
  READ_FAILURES("ReadFailures"),
  API_CALLS("ApiCalls"),
  THROTTLED_CALLS("ThrottledCalls"),
  EVENTS_NOT_SENT("EventsNotSent"),
  TABLE_NOT_WRITTEN("TableNotWritten"),
  SETTINGS_DIFFER("SettingsDiffer"),
  DAYS_NOT_MERGED("DaysNotMerged"),
  DURATION("Duration");

  public static final String NAMESPACE = "EcsInventory";
  public static final String SERVICE = "ecs-inventory";

  private final String metricName;

  InventoryMetrics(String metricName) {
    this.metricName = metricName;
  }

  /** The name that the function writes. */
  public String metricName() {
    return metricName;
  }

  Metric sum(Duration period) {
    return metric("Sum", period);
  }

  Metric minimum(Duration period) {
    return metric("Minimum", period);
  }

  Metric maximum(Duration period) {
    return metric("Maximum", period);
  }

  private Metric metric(String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(metricName)
        .dimensionsMap(Map.of("service", SERVICE))
        .statistic(statistic)
        .period(period)
        .build();
  }
}
