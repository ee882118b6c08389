-- Which snapshots of the last seven days were PARTIAL, and which parts are missing? One row for each
-- part that was not read. Edit: the 6 days before today, in both places.
SELECT
  s.snapshot_time,
  s.snapshot_id,
  s.read_failure_count,
  f.account_id,
  f.region,
  f.kind,
  f.operation,
  f.resource_arn,
  f.error_code,
  f.message,
  f.attempts
FROM snapshots s
LEFT JOIN read_failures f
  ON f.dt = s.dt
  AND f.snapshot_id = s.snapshot_id
  AND f.dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
WHERE s.dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  AND s.status = 'PARTIAL'
ORDER BY s.snapshot_time DESC, f.account_id, f.region, f.operation, f.resource_arn
