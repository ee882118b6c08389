-- Who created the task sets that have no tag at all today? AWS's own tag reports omit these. Task
-- sets whose tags could not be read are not counted. Nothing to edit.
SELECT
  account_id,
  region,
  started_by,
  external_id,
  count(*) AS untagged_task_sets,
  min(created_at) AS oldest_created_at,
  max(created_at) AS newest_created_at,
  min(task_set_arn) AS example
FROM latest_task_sets
WHERE dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
  AND tags_known
  AND coalesce(cardinality(tags), 0) = 0
GROUP BY account_id, region, started_by, external_id
ORDER BY untagged_task_sets DESC, account_id, region, started_by, external_id
