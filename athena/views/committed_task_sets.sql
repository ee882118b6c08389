-- Task sets of committed snapshots only: a snapshot that was aborted has data files but no row in
-- snapshots, and is not here. Days that are over are read from one file each, as far as
-- task_sets_by_day_until says so, and all others from the files of their snapshots. Filter dt.
CREATE OR REPLACE VIEW committed_task_sets AS
WITH merged AS (
  -- One row, so that the engine knows it before it reads any task set, and so which files to skip:
  -- by the day, and by the snapshot's id, which begins with the day, where a query asks for one day.
  SELECT
    day AS until_dt,
    replace(day, '-', '') AS until_snapshot_id
  FROM (
    SELECT coalesce(max_by(day, counts_from), '') AS day
    FROM task_sets_by_day_until
    WHERE counts_from <= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp)
  )
),
-- What the merged files need not be joined with: their rows are of committed snapshots, and say so.
committed AS (
  SELECT
    s.dt,
    s.snapshot_id,
    s.status
  FROM snapshots s
  JOIN merged m
    ON s.dt >= m.until_dt
    AND s.snapshot_id >= m.until_snapshot_id
  WHERE s.status IN ('COMPLETE', 'PARTIAL')
)
SELECT
  c.status AS snapshot_status,
  t.*
FROM task_sets t
JOIN merged m
  ON t.dt >= m.until_dt
  AND t.snapshot_id >= m.until_snapshot_id
JOIN committed c
  ON c.dt = t.dt
  AND c.snapshot_id = t.snapshot_id
UNION ALL
SELECT t.*
FROM task_sets_by_day t
JOIN merged m
  ON t.dt < m.until_dt
  AND t.snapshot_id < m.until_snapshot_id
