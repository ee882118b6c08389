package dev.ecsinventory.bench.athena;

import java.time.LocalDate;

/**
 * What is asked, of the same tables whatever their format.
 *
 * @param today the newest day of {@code days} with hourly snapshots
 * @param merged a day whose only file has the rows of all files of today
 * @param taskSet the ARN of one that every snapshot has
 */
record Questions(LocalDate today, int days, LocalDate merged, String taskSet) {
  /** How many task sets of today's snapshots comply: one column. */
  String share() {
    return share(today);
  }

  /** The same, of the same rows in one file. */
  String shareMerged() {
    return share(merged);
  }

  /** Services with task sets that break the policy, by the view of the newest snapshot. */
  String breaking() {
    return """
    SELECT cluster_name, service_name, count(*) FROM latest_task_sets
    WHERE compliance_status = 'NON_COMPLIANT' GROUP BY 1, 2\
    """;
  }

  /** How one task set was in each snapshot of all days. */
  String history() {
    return """
    SELECT snapshot_time, status, running_count, compliance_status FROM task_sets
    WHERE dt > '%s' AND task_set_arn = '%s'\
    """
        .formatted(today.minusDays(days), taskSet);
  }

  private static String share(LocalDate day) {
    return """
    SELECT snapshot_id, count_if(compliance_status = 'COMPLIANT'), count(*) FROM task_sets
    WHERE dt = '%s' GROUP BY 1\
    """
        .formatted(day);
  }
}
