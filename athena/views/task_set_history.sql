-- One row a change of a task set in the last 92 days: how it was from valid_from until valid_to, which
-- is null while it still is so. Counts and the time of the stability check are no change, and neither
-- are tags that could not be read. A task set ends with the first snapshot that proves it gone (see
-- complete_reads); a failed read ends nothing. What was there before the 92 days begins with them.
-- Edit the 92 to look further back.
CREATE OR REPLACE VIEW task_set_history AS
WITH committed AS (
  SELECT
    snapshot_id,
    snapshot_time
  FROM snapshots
  WHERE dt >= date_format(current_date - INTERVAL '92' DAY, '%Y-%m-%d')
    AND status IN ('COMPLETE', 'PARTIAL')
    -- A snapshot of a narrowed scope has a hyphen in its id.
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
place AS (
  SELECT DISTINCT
    account_id,
    region
  FROM complete_read
),
-- For each snapshot and place: when what the snapshot saw there was next looked for.
look AS (
  SELECT
    c.snapshot_id,
    p.account_id,
    p.region,
    min(r.snapshot_time) OVER (
      PARTITION BY p.account_id, p.region
      ORDER BY c.snapshot_time
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_look
  FROM committed c
  CROSS JOIN place p
  LEFT JOIN complete_read r
    ON r.snapshot_id = c.snapshot_id
    AND r.account_id = p.account_id
    AND r.region = p.region
),
observed AS (
  SELECT
    t.*,
    -- Tags and verdict as last known: not knowing them for a while is no change.
    last_value(IF(t.tags_known, t.tags)) IGNORE NULLS OVER so_far AS known_tags,
    last_value(nullif(t.compliance_status, 'UNKNOWN')) IGNORE NULLS OVER so_far AS known_verdict
  FROM committed_task_sets t
  WHERE t.dt >= date_format(current_date - INTERVAL '92' DAY, '%Y-%m-%d')
    AND strpos(t.snapshot_id, '-') = 0
  WINDOW so_far AS (
    PARTITION BY t.task_set_arn
    ORDER BY t.snapshot_time
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
compared AS (
  SELECT
    o.*,
    ROW(
      o.cluster_arn, o.cluster_name, o.service_arn, o.service_name, o.deployment_controller,
      o.task_set_id, o.external_id, o.started_by, o.status, o.task_definition_arn,
      o.task_definition_family, o.task_definition_revision, o.created_at, o.updated_at,
      o.launch_type, o.platform_version, o.platform_family, o.capacity_provider_strategy,
      o.subnets, o.security_groups, o.assign_public_ip, o.load_balancers, o.service_registries,
      o.scale_value, o.scale_unit, o.stability_status, o.fargate_ephemeral_storage_kms_key_id,
      o.known_tags, o.known_verdict
    ) AS state,
    k.next_look,
    lead(o.snapshot_time) OVER (PARTITION BY o.task_set_arn ORDER BY o.snapshot_time) AS next_seen
  FROM observed o
  LEFT JOIN look k
    ON k.snapshot_id = o.snapshot_id
    AND k.account_id = o.account_id
    AND k.region = o.region
),
ended AS (
  SELECT
    c.*,
    IF(c.next_seen IS NULL OR c.next_look < c.next_seen, c.next_look) AS gone_at
  FROM compared c
),
marked AS (
  SELECT
    e.*,
    lag(e.snapshot_time) OVER changes IS NULL
      OR lag(e.gone_at) OVER changes IS NOT NULL
      OR lag(e.state) OVER changes IS DISTINCT FROM e.state AS begins,
    first_value(e.gone_at) IGNORE NULLS OVER (
      PARTITION BY e.task_set_arn
      ORDER BY e.snapshot_time
      ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    ) AS next_gone_at
  FROM ended e
  WINDOW changes AS (PARTITION BY e.task_set_arn ORDER BY e.snapshot_time)
),
period AS (
  SELECT
    m.*,
    lead(m.snapshot_time) OVER (PARTITION BY m.task_set_arn ORDER BY m.snapshot_time) AS next_change
  FROM marked m
  WHERE m.begins
)
SELECT
  schema_version, snapshot_id, snapshot_time, account_id, region, cluster_arn, cluster_name,
  service_arn, service_name, deployment_controller, task_set_arn, task_set_id, external_id,
  started_by, status, task_definition_arn, task_definition_family, task_definition_revision,
  computed_desired_count, pending_count, running_count, created_at, updated_at, launch_type,
  platform_version, platform_family, capacity_provider_strategy, subnets, security_groups,
  assign_public_ip, load_balancers, service_registries, scale_value, scale_unit,
  stability_status, stability_status_at, fargate_ephemeral_storage_kms_key_id, tags, tags_known,
  compliance_status, dt, snapshot_status,
  snapshot_time AS valid_from,
  IF(next_change IS NULL OR next_gone_at < next_change, next_gone_at, next_change) AS valid_to
FROM period
