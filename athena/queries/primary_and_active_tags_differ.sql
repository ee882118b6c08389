-- In which services do the primary task set and an active one, as in a blue/green deployment, carry
-- different tags today? Pairs of which either's tags could not be read are left out. Nothing to edit.
SELECT
  p.account_id,
  p.region,
  p.cluster_name,
  p.service_name,
  p.task_set_arn AS primary_task_set_arn,
  a.task_set_arn AS active_task_set_arn,
  array_join(
    transform(array_except(p.tags, a.tags), tag -> tag.key || '=' || tag.value), ', '
  ) AS only_on_primary,
  array_join(
    transform(array_except(a.tags, p.tags), tag -> tag.key || '=' || tag.value), ', '
  ) AS only_on_active
FROM latest_task_sets p
JOIN latest_task_sets a
  ON a.service_arn = p.service_arn
  AND a.dt = p.dt
WHERE p.dt >= date_format(current_date - INTERVAL '1' DAY, '%Y-%m-%d')
  AND p.status = 'PRIMARY'
  AND a.status = 'ACTIVE'
  AND p.tags_known
  AND a.tags_known
  AND p.tags IS DISTINCT FROM a.tags
ORDER BY p.service_arn, a.task_set_arn
