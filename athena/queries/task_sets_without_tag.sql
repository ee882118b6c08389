-- Which task sets do not have a tag today? MISSING ones do not have it; the tags of UNKNOWN ones
-- could not be read. Keys are compared exactly: env is not Env. Edit: the tag key Team.
SELECT
  IF(tags_known, 'MISSING', 'UNKNOWN') AS finding,
  account_id,
  region,
  cluster_name,
  service_name,
  task_set_arn,
  status,
  started_by,
  external_id,
  created_at,
  snapshot_id,
  snapshot_status
FROM latest_task_sets
WHERE dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
  AND NOT coalesce(any_match(tags, tag -> tag.key = 'Team'), false)
ORDER BY finding, task_set_arn
