-- Task sets of the newest committed snapshot, unless it is more than four days old (no schedule
-- leaves a longer gap). Scoped snapshots are ignored (their ID has a hyphen). Where snapshot_status
-- is PARTIAL, task sets that could not be read are missing; partial_snapshots lists these parts.
CREATE OR REPLACE VIEW latest_task_sets AS
WITH newest AS (
  SELECT
    max_by(dt, snapshot_time) AS dt,
    max_by(snapshot_id, snapshot_time) AS snapshot_id,
    max_by(status, snapshot_time) AS status
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
    AND status IN ('COMPLETE', 'PARTIAL')
    AND strpos(snapshot_id, '-') = 0
)
SELECT
  n.status AS snapshot_status,
  {columns of t},
  t.dt
-- From the table itself, not from committed_task_sets: the single row of newest then allows the engine
-- to skip the files of other days.
FROM task_sets t
JOIN newest n
  ON n.dt = t.dt
  AND n.snapshot_id = t.snapshot_id
WHERE t.dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
