-- One row per tag of a task set, in every committed snapshot. A task set without tags, or whose tags
-- could not be read, has no row here; committed_task_sets distinguishes the two. Filter dt.
CREATE OR REPLACE VIEW task_set_tags AS
SELECT
  t.snapshot_id,
  t.snapshot_time,
  t.account_id,
  t.region,
  t.cluster_name,
  t.service_name,
  t.task_set_arn,
  t.status,
  tag.tag_key,
  tag.tag_value,
  t.dt
FROM committed_task_sets t
CROSS JOIN UNNEST(t.tags) AS tag (tag_key, tag_value)
