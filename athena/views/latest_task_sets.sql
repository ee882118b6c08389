-- Task sets of the newest committed snapshot, unless it is more than four days old (no schedule leaves
-- a longer gap). Snapshots whose event narrowed the scope do not count (their id has a hyphen). Where
-- snapshot_status is PARTIAL, task sets that could not be read are missing; partial_snapshots says
-- which part that is.
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
  t.*
-- Not by committed_task_sets: next to the table itself, the one row of newest lets the engine skip
-- the files of other days.
FROM task_sets t
JOIN newest n
  ON n.dt = t.dt
  AND n.snapshot_id = t.snapshot_id
WHERE t.dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
