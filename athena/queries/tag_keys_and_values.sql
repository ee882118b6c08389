-- Which tag keys and values are in use today, on how many task sets, and which other spellings are
-- the same key or value except for letter case and separators? Nothing to edit.
WITH tag AS (
  SELECT
    u.tag_key,
    u.tag_value,
    count(*) AS task_sets,
    lower(regexp_replace(u.tag_key, '[\s_.:/=+@-]', '')) AS same_key,
    lower(regexp_replace(u.tag_value, '[\s_.:/=+@-]', '')) AS same_value
  FROM latest_task_sets t
  CROSS JOIN UNNEST(t.tags) AS u (tag_key, tag_value)
  WHERE t.dt >= date_format(current_date - INTERVAL '4' DAY, '%Y-%m-%d')
  GROUP BY u.tag_key, u.tag_value
)
SELECT
  tag_key,
  tag_value,
  task_sets,
  array_join(
    array_sort(array_remove(array_distinct(array_agg(tag_key) OVER alike_keys), tag_key)), ', '
  ) AS look_alike_keys,
  array_join(
    array_sort(array_remove(array_distinct(array_agg(tag_value) OVER alike_values), tag_value)), ', '
  ) AS look_alike_values
FROM tag
WINDOW
  alike_keys AS (PARTITION BY same_key),
  alike_values AS (PARTITION BY same_key, same_value)
ORDER BY same_key, tag_key, same_value, tag_value
