-- How does compliance with the tag policy develop? The newest snapshot of this week and of each of
-- the twelve before it; weeks begin on Monday, in UTC. Percent is of the task sets that were
-- evaluated. Edit: the 84 days, in both places.
WITH week AS (
  SELECT
    date_trunc('week', snapshot_time) AS week,
    max_by(snapshot_id, snapshot_time) AS snapshot_id,
    max_by(status, snapshot_time) AS snapshot_status,
    max_by(dt, snapshot_time) AS dt
  FROM snapshots
  WHERE dt >= date_format(date_trunc('week', current_date) - INTERVAL '84' DAY, '%Y-%m-%d')
    AND status IN ('COMPLETE', 'PARTIAL')
    AND strpos(snapshot_id, '-') = 0
  GROUP BY date_trunc('week', snapshot_time)
),
evaluated AS (
  SELECT
    w.week,
    w.snapshot_id,
    w.snapshot_status,
    count(t.task_set_arn) AS task_sets,
    count_if(t.compliance_status = 'COMPLIANT') AS compliant,
    count_if(t.compliance_status = 'NON_COMPLIANT') AS non_compliant,
    count_if(t.compliance_status = 'UNKNOWN') AS unknown
  FROM week w
  LEFT JOIN committed_task_sets t
    ON t.dt = w.dt
    AND t.snapshot_id = w.snapshot_id
    AND t.dt >= date_format(date_trunc('week', current_date) - INTERVAL '84' DAY, '%Y-%m-%d')
  GROUP BY w.week, w.snapshot_id, w.snapshot_status
)
SELECT
  CAST(week AS date) AS week,
  snapshot_id,
  snapshot_status,
  task_sets,
  compliant,
  non_compliant,
  unknown,
  round(100e0 * compliant / nullif(compliant + non_compliant, 0), 1) AS percent_compliant
FROM evaluated
ORDER BY week
