-- How long did the task sets that were created in the last 30 days take to become compliant with the
-- tag policy? Both times are null for those that never were. A task set that was compliant from the
-- start shows the time to the first snapshot after it. Edit: the 30 days, in both places.
SELECT
  account_id,
  region,
  cluster_name,
  service_name,
  task_set_arn,
  started_by,
  external_id,
  created_at,
  min(snapshot_time) FILTER (WHERE compliance_status = 'COMPLIANT') AS first_compliant_at,
  date_diff(
    'minute',
    created_at,
    min(snapshot_time) FILTER (WHERE compliance_status = 'COMPLIANT')
  ) AS minutes_to_compliance
FROM committed_task_sets
WHERE dt >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
  AND created_at >= current_date - INTERVAL '30' DAY
GROUP BY
  account_id, region, cluster_name, service_name, task_set_arn, started_by, external_id, created_at
HAVING bool_or(compliance_status IN ('COMPLIANT', 'NON_COMPLIANT'))
ORDER BY minutes_to_compliance DESC NULLS FIRST, task_set_arn
