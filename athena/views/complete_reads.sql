-- The accounts and Regions that a committed snapshot read without any failure. A resource that such a
-- snapshot does not have there was deleted; for any other account and Region its absence proves
-- nothing. An operation that ECS does not support for a service is no failure here, because the
-- service was read. Filter dt.
CREATE OR REPLACE VIEW complete_reads AS
WITH found AS (
  SELECT dt, snapshot_id, account_id, region FROM clusters
  UNION
  SELECT dt, snapshot_id, account_id, region FROM committed_task_sets
  UNION
  -- Where there is no cluster any more, only the list of clusters proves that it was scanned.
  SELECT dt, snapshot_id, split_part(place, '/', 1), split_part(place, '/', 2)
  FROM snapshots
  CROSS JOIN UNNEST(listed_places) AS listed (place)
)
SELECT DISTINCT
  c.snapshot_id,
  s.snapshot_time,
  c.account_id,
  c.region,
  c.dt
FROM found c
JOIN snapshots s
  ON s.dt = c.dt
  AND s.snapshot_id = c.snapshot_id
LEFT JOIN read_failures f
  ON f.dt = c.dt
  AND f.snapshot_id = c.snapshot_id
  AND f.account_id = c.account_id
  AND f.region = c.region
  AND f.kind <> 'UNSUPPORTED'
  -- An account's policy does not affect which resources exist there.
  AND f.operation <> 'DescribeEffectivePolicy'
WHERE s.status IN ('COMPLETE', 'PARTIAL')
  -- A scoped snapshot, whose ID has a hyphen, does not cover everything.
  AND strpos(c.snapshot_id, '-') = 0
  AND f.snapshot_id IS NULL
