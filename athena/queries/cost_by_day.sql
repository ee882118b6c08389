-- How many files, rows and bytes does a day bring, and so what does it cost to keep and to ask? Athena
-- bills the bytes that it reads. task_sets_by_day is task_sets once more, merged when the day is over:
-- both are kept, and committed_task_sets reads the merged one. Not counted, as no table has it: reports
-- (half a megabyte a snapshot, and more with thousands of violations), manifests and notes (some
-- kilobytes a snapshot and target); and JSON Lines beside Parquet (a fifth more bytes than the Parquet),
-- which are in tables of their own. Edit: the 6 days before today, in every place.
WITH data_file AS (
  SELECT 'task_sets' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM task_sets
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'task_sets_by_day' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM task_sets_by_day
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'services' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM services
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'clusters' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM clusters
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'task_definitions' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM task_definitions
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'tag_violations' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM tag_violations
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'read_failures' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM read_failures
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
  UNION ALL
  SELECT 'snapshots' AS dataset, dt, "$path" AS path, max("$file_size") AS bytes, count(*) AS row_count
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '6' DAY, '%Y-%m-%d')
  GROUP BY dt, "$path"
)
SELECT
  dt,
  dataset,
  count(*) AS files,
  sum(row_count) AS row_count,
  sum(bytes) AS bytes
FROM data_file
GROUP BY dt, dataset
ORDER BY dt DESC, dataset
