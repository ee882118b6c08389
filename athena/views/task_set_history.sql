-- One row per change of a task set in the last 92 days: its state from valid_from until valid_to,
-- which is null for the current state. Changes of counts and of the time of the stability check are
-- not included, and neither are tags that could not be read: tags, tags_known and compliance_status
-- are the last known ones. A task set ends with the first snapshot that proves it deleted (see
-- complete_reads); a failed read ends nothing. Older task sets begin with the 92 days. Edit the 92
-- for a longer history.
CREATE OR REPLACE VIEW task_set_history AS
WITH committed AS (
  SELECT
    snapshot_id,
    snapshot_time
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '92' DAY, '%Y-%m-%d')
    AND status IN ('COMPLETE', 'PARTIAL')
    -- A scoped snapshot has a hyphen in its ID.
    AND strpos(snapshot_id, '-') = 0
),
complete_read AS (
  SELECT
    snapshot_id,
    snapshot_time,
    account_id,
    region
  FROM complete_reads
  WHERE dt >= date_format(current_date - INTERVAL '92' DAY, '%Y-%m-%d')
),
account_region AS (
  SELECT DISTINCT
    account_id,
    region
  FROM complete_read
),
-- For each snapshot, account and Region: the next snapshot that read them completely.
following_read AS (
  SELECT
    c.snapshot_id,
    p.account_id,
    p.region,
    min(r.snapshot_time) OVER (
      PARTITION BY p.account_id, p.region
      ORDER BY c.snapshot_time
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_read
  FROM committed c
  CROSS JOIN account_region p
  LEFT JOIN complete_read r
    ON r.snapshot_id = c.snapshot_id
    AND r.account_id = p.account_id
    AND r.region = p.region
),
seen AS (
  SELECT
    t.snapshot_status,
    {names of t without tags, tags_known, compliance_status},
    t.tags AS read_tags,
    t.tags_known AS tags_were_read,
    t.compliance_status AS evaluated_status,
    t.dt,
    k.next_read,
    lead(t.snapshot_time) OVER (PARTITION BY t.task_set_arn ORDER BY t.snapshot_time) AS next_seen
  FROM committed_task_sets t
  LEFT JOIN following_read k
    ON k.snapshot_id = t.snapshot_id
    AND k.account_id = t.account_id
    AND k.region = t.region
  WHERE t.dt >= date_format(current_date - INTERVAL '92' DAY, '%Y-%m-%d')
    AND strpos(t.snapshot_id, '-') = 0
),
ended AS (
  SELECT
    s.*,
    IF(s.next_seen IS NULL OR s.next_read < s.next_seen, s.next_read) AS ended_at
  FROM seen s
),
-- A task set that reappears after its deletion starts again, without a last known state.
lived AS (
  SELECT
    e.*,
    count(e.ended_at) OVER (
      PARTITION BY e.task_set_arn
      ORDER BY e.snapshot_time
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS life
  FROM ended e
),
known AS (
  SELECT
    l.*,
    last_value(IF(l.tags_were_read, coalesce(l.read_tags, ARRAY[]))) IGNORE NULLS OVER so_far AS tags,
    last_value(nullif(l.evaluated_status, 'UNKNOWN')) IGNORE NULLS OVER so_far AS known_status
  FROM lived l
  WINDOW so_far AS (
    PARTITION BY l.task_set_arn, l.life
    ORDER BY l.snapshot_time
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
compared AS (
  SELECT
    k.*,
    k.tags IS NOT NULL AS tags_known,
    coalesce(k.known_status, k.evaluated_status) AS compliance_status,
    ROW(
      {names of k without schema_version, snapshot_id, snapshot_time, account_id, region,
        task_set_arn, computed_desired_count, pending_count, running_count, stability_status_at,
        tags_known, compliance_status, not_evaluated_reason, satisfied_by_service},
      k.known_status
    ) AS state
  FROM known k
),
marked AS (
  SELECT
    c.*,
    row_number() OVER in_life = 1 OR lag(c.state) OVER in_life IS DISTINCT FROM c.state AS begins,
    max(c.ended_at) OVER (PARTITION BY c.task_set_arn, c.life) AS life_ends
  FROM compared c
  WINDOW in_life AS (PARTITION BY c.task_set_arn, c.life ORDER BY c.snapshot_time)
),
period AS (
  SELECT
    m.*,
    lead(m.snapshot_time) OVER (
      PARTITION BY m.task_set_arn, m.life ORDER BY m.snapshot_time
    ) AS next_change
  FROM marked m
  WHERE m.begins
)
SELECT
  p.snapshot_status,
  {names of p},
  p.dt,
  p.snapshot_time AS valid_from,
  coalesce(p.next_change, p.life_ends) AS valid_to
FROM period p
