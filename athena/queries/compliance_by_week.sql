-- How does compliance with the tag policy develop? The newest snapshot of each of the last 13 weeks,
-- which begin on Monday. Percent is of the task sets that were judged. Edit: the 91 days.
WITH week AS (
  SELECT
    date_trunc('week', snapshot_time) AS week,
    max_by(snapshot_id, snapshot_time) AS snapshot_id,
    max_by(dt, snapshot_time) AS dt
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '91' DAY, '%Y-%m-%d')
    AND status IN ('COMPLETE', 'PARTIAL')
    AND strpos(snapshot_id, '-') = 0
  GROUP BY date_trunc('week', snapshot_time)
),
judged AS (
  SELECT
    w.week,
    t.snapshot_id,
    t.snapshot_status,
    count(*) AS task_sets,
    count_if(t.compliance_status = 'COMPLIANT') AS compliant,
    count_if(t.compliance_status = 'NON_COMPLIANT') AS non_compliant,
    count_if(t.compliance_status = 'UNKNOWN') AS unknown
  FROM committed_task_sets t
  JOIN week w
    ON w.dt = t.dt
    AND w.snapshot_id = t.snapshot_id
  WHERE t.dt >= date_format(current_date - INTERVAL '91' DAY, '%Y-%m-%d')
  GROUP BY w.week, t.snapshot_id, t.snapshot_status
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
FROM judged
ORDER BY week
