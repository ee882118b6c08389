-- Task sets of committed snapshots only: a snapshot that was aborted has data files but no row in
-- snapshots, and is not here. Every other view of task sets stands on this one. Filter dt.
CREATE OR REPLACE VIEW committed_task_sets AS
SELECT
  t.*,
  s.status AS snapshot_status
FROM task_sets t
JOIN snapshots s
  ON s.dt = t.dt
  AND s.snapshot_id = t.snapshot_id
WHERE s.status IN ('COMPLETE', 'PARTIAL')
