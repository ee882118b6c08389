package dev.ecsinventory.bench.athena;

import java.time.LocalDate;

/**
 * The SQL of the queries, which use the same tables and views for all formats.
 *
 * @param today the current day, with hourly snapshots
 * @param days number of closed days before it with hourly snapshots
 * @param taskSet the ARN of a task set in every snapshot
 */
record Queries(LocalDate today, int days, String taskSet) {
  /** The number of compliant task sets in each snapshot of all closed days. */
  String share() {
    return share(first(), today.minusDays(1));
  }

  /** The number of compliant task sets in each snapshot of the current day. */
  String shareToday() {
    return share(today, today);
  }

  /** Services with non-compliant task sets, from the view of the newest snapshot. */
  String nonCompliant() {
    return """
    SELECT cluster_name, service_name, count(*) FROM latest_task_sets
    WHERE compliance_status = 'NON_COMPLIANT' GROUP BY 1, 2\
    """;
  }

  /** The state of one task set in each snapshot of all closed days. */
  String history() {
    return """
    SELECT snapshot_time, status, running_count, compliance_status FROM committed_task_sets
    WHERE dt BETWEEN '%s' AND '%s' AND task_set_arn = '%s'\
    """
        .formatted(first(), today.minusDays(1), taskSet);
  }

  private LocalDate first() {
    return today.minusDays(days);
  }

  private static String share(LocalDate first, LocalDate last) {
    return """
    SELECT snapshot_id, count_if(compliance_status = 'COMPLIANT'), count(*)
    FROM committed_task_sets
    WHERE dt BETWEEN '%s' AND '%s' GROUP BY 1\
    """
        .formatted(first, last);
  }
}
