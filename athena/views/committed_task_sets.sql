-- Task sets of committed snapshots, each with its snapshot's status. A snapshot enters the table
-- snapshots last, so it is here with all of its rows or not at all. Filter dt.
CREATE OR REPLACE VIEW committed_task_sets AS
SELECT
  c.status AS snapshot_status,
  {columns of t},
  t.dt
FROM task_sets t
JOIN snapshots c
  ON c.dt = t.dt
  AND c.snapshot_id = t.snapshot_id
WHERE c.status IN ('COMPLETE', 'PARTIAL')
