-- In which services do the primary task set and an active one, as in a blue/green deployment, have
-- different tags today? Pairs with a task set whose tags could not be read are omitted. Nothing to
-- edit.
WITH known AS (
  SELECT
    account_id,
    region,
    cluster_arn,
    cluster_name,
    service_arn,
    service_name,
    task_set_arn,
    status,
    coalesce(tags, ARRAY[]) AS tags
  FROM latest_task_sets
  WHERE dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
    AND tags_known
)
SELECT
  p.account_id,
  p.region,
  p.cluster_name,
  p.service_name,
  p.task_set_arn AS primary_task_set_arn,
  a.task_set_arn AS active_task_set_arn,
  array_join(
    transform(array_except(p.tags, a.tags), tag -> tag.key || coalesce('=' || tag.value, '')), ', '
  ) AS only_on_primary,
  array_join(
    transform(array_except(a.tags, p.tags), tag -> tag.key || coalesce('=' || tag.value, '')), ', '
  ) AS only_on_active
FROM known p
JOIN known a
  -- The ARN of an old service does not contain its cluster.
  ON a.cluster_arn = p.cluster_arn
  AND a.service_arn = p.service_arn
WHERE p.status = 'PRIMARY'
  AND a.status = 'ACTIVE'
  AND p.tags IS DISTINCT FROM a.tags
ORDER BY p.cluster_arn, p.service_arn, p.task_set_arn, a.task_set_arn
