-- How many files and rows do queries read per day? Athena bills the bytes that it reads: those of a
-- query are among its statistics, and those of all queries are the metric ProcessedBytes of the
-- workgroup. A compacted file counts in place of its inputs, which remain in the bucket, but no query
-- reads them. Not counted, because no table has them: reports (half a megabyte per snapshot, and more
-- with thousands of violations), and manifests and checkpoints (some kilobytes per snapshot and
-- target). JSON Lines in addition to Parquet have tables of their own. Edit: the 6 days before today,
-- everywhere.
WITH data_file AS (
  SELECT 'task_sets' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM task_sets
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'services' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM services
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'clusters' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM clusters
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'task_definitions' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM task_definitions
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'tag_violations' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM tag_violations
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'read_failures' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM read_failures
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'accounts' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM accounts
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'snapshots' AS dataset, dt, "$path" AS path, count(*) AS row_count
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
)
SELECT
  dt,
  dataset,
  count(*) AS files,
  sum(row_count) AS row_count
FROM data_file
GROUP BY dt, dataset
ORDER BY dt DESC, dataset
