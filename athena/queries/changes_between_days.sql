-- What changed between two days: task sets created, deleted or changed, and whether their tags did.
-- The newest snapshots of the two days are compared. NOT_READ means that a task set is in one of them
-- only, and that the other one does not prove its absence, because its account and Region could not
-- be read completely. Edit: 2026-01-01 (before) and 2026-01-31 (after), everywhere.
WITH picked AS (
  SELECT
    dt,
    max_by(snapshot_id, snapshot_time) AS snapshot_id,
    max(snapshot_time) AS snapshot_time
  FROM snapshots
  WHERE dt IN ('2026-01-01', '2026-01-31')
    AND status IN ('COMPLETE', 'PARTIAL')
    AND strpos(snapshot_id, '-') = 0
  GROUP BY dt
),
complete_read AS (
  SELECT
    r.dt,
    r.account_id,
    r.region
  FROM complete_reads r
  JOIN picked p
    ON p.dt = r.dt
    AND p.snapshot_id = r.snapshot_id
  WHERE r.dt IN ('2026-01-01', '2026-01-31')
),
task_set AS (
  SELECT
    t.dt,
    t.account_id,
    t.region,
    t.cluster_name,
    t.service_name,
    t.task_set_arn,
    t.created_at,
    t.status,
    t.tags_known,
    IF(t.tags_known, coalesce(t.tags, ARRAY[])) AS known_tags,
    IF(
      t.tags_known,
      array_join(
        transform(coalesce(t.tags, ARRAY[]), tag -> tag.key || coalesce('=' || tag.value, '')), ', '
      )
    ) AS tag_list,
    ROW(
      {names of t without schema_version, snapshot_id, snapshot_time, account_id, region,
        task_set_arn, computed_desired_count, pending_count, running_count, stability_status_at,
        tags, tags_known, compliance_status, not_evaluated_reason, satisfied_by_service}
    ) AS state
  FROM committed_task_sets t
  JOIN picked p
    ON p.dt = t.dt
    AND p.snapshot_id = t.snapshot_id
  WHERE t.dt IN ('2026-01-01', '2026-01-31')
),
compared AS (
  SELECT
    b.task_set_arn IS NOT NULL AS was,
    a.task_set_arn IS NOT NULL AS is_now,
    coalesce(a.account_id, b.account_id) AS account_id,
    coalesce(a.region, b.region) AS region,
    coalesce(a.cluster_name, b.cluster_name) AS cluster_name,
    coalesce(a.service_name, b.service_name) AS service_name,
    coalesce(a.task_set_arn, b.task_set_arn) AS task_set_arn,
    a.created_at > (SELECT snapshot_time FROM picked WHERE dt = '2026-01-01') AS created_since,
    a.state IS DISTINCT FROM b.state AS changed,
    IF(a.tags_known AND b.tags_known, a.known_tags IS DISTINCT FROM b.known_tags) AS tags_changed,
    b.status AS status_before,
    a.status AS status_after,
    b.tag_list AS tags_before,
    a.tag_list AS tags_after
  FROM (SELECT * FROM task_set WHERE dt = '2026-01-01') b
  FULL JOIN (SELECT * FROM task_set WHERE dt = '2026-01-31') a
    ON a.task_set_arn = b.task_set_arn
)
SELECT
  CASE
    WHEN c.was AND c.is_now THEN 'CHANGED'
    WHEN c.was AND after.dt IS NOT NULL THEN 'DELETED'
    WHEN c.is_now AND (c.created_since OR before.dt IS NOT NULL) THEN 'CREATED'
    ELSE 'NOT_READ'
  END AS change,
  c.account_id,
  c.region,
  c.cluster_name,
  c.service_name,
  c.task_set_arn,
  c.tags_changed,
  c.status_before,
  c.status_after,
  c.tags_before,
  c.tags_after
FROM compared c
LEFT JOIN complete_read before
  ON before.dt = '2026-01-01'
  AND before.account_id = c.account_id
  AND before.region = c.region
LEFT JOIN complete_read after
  ON after.dt = '2026-01-31'
  AND after.account_id = c.account_id
  AND after.region = c.region
WHERE c.changed OR c.tags_changed
ORDER BY change, c.task_set_arn
