package dev.ecsinventory.bench.athena;

import java.time.LocalDate;

/**
 * What is asked, of the same tables and views whatever their format.
 *
 * @param today the newest day with hourly snapshots, which is not over
 * @param days how many days before it have them too
 * @param taskSet the ARN of one that every snapshot has
 */
record Questions(LocalDate today, int days, String taskSet) {
  /** How many task sets complied in each snapshot of all days that are over. */
  String share() {
    return share(first(), today.minusDays(1));
  }

  /** The same of the day that is not over. */
  String shareToday() {
    return share(today, today);
  }

  /** Services with task sets that break the policy, by the view of the newest snapshot. */
  String breaking() {
    return """
    SELECT cluster_name, service_name, count(*) FROM latest_task_sets
    WHERE compliance_status = 'NON_COMPLIANT' GROUP BY 1, 2\
    """;
  }

  /** How one task set was in each snapshot of all days that are over. */
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
