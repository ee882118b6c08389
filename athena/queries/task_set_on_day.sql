-- What was the state of a task set on a given day? One row for each snapshot of the day that has it.
-- Tags are null where they could not be read. Edit: the day 2026-01-31 and the ID at the end of the
-- ARN.
SELECT
  snapshot_time,
  snapshot_status,
  account_id,
  region,
  cluster_name,
  service_name,
  task_set_arn,
  status,
  task_definition_arn,
  computed_desired_count,
  running_count,
  tags_known,
  array_join(transform(tags, tag -> tag.key || coalesce('=' || tag.value, '')), ', ') AS tags,
  compliance_status
FROM committed_task_sets
WHERE dt = '2026-01-31'
  AND task_set_arn LIKE '%/ecs-svc/1234567890123456789'
ORDER BY snapshot_time
