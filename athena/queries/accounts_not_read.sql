-- Which accounts did the newest full snapshot not read, why, and since when? not_read_since is the first
-- full snapshot that did not read the account, last_read_at the last one that did; null if none of the
-- last 30 days did. Edit: the 30 days, in both places; AND reason <> 'EXCLUDED' in the last WHERE.
WITH full_snapshots AS (
  SELECT dt, snapshot_id, snapshot_time
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    AND status IN ('COMPLETE', 'PARTIAL')
    AND strpos(snapshot_id, '-') = 0
),
listed AS (
  SELECT
    a.account_id,
    a.account_name,
    a.reason,
    a.read,
    f.snapshot_time,
    max(CASE WHEN a.read THEN f.snapshot_time END) OVER (PARTITION BY a.account_id) AS last_read_at,
    max(f.snapshot_time) OVER () AS newest
  FROM accounts a
  JOIN full_snapshots f
    ON f.dt = a.dt
    AND f.snapshot_id = a.snapshot_id
  WHERE a.dt >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
)
SELECT
  account_id,
  max_by(account_name, snapshot_time) AS account_name,
  max_by(reason, snapshot_time) AS reason,
  min(snapshot_time) AS not_read_since,
  last_read_at
FROM listed
WHERE last_read_at IS NULL OR snapshot_time > last_read_at
GROUP BY account_id, last_read_at
HAVING max(snapshot_time) = max(newest)
ORDER BY not_read_since, account_id
