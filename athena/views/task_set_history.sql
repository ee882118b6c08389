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
place AS (
  SELECT DISTINCT
    account_id,
    region
  FROM complete_read
),
-- For each snapshot, account and Region: the next snapshot that read them completely.
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
seen AS (
  SELECT
    t.snapshot_status, t.schema_version, t.snapshot_id, t.snapshot_time, t.account_id, t.region,
    t.cluster_arn, t.cluster_name, t.service_arn, t.service_name, t.deployment_controller,
    t.task_set_arn, t.task_set_id, t.external_id, t.started_by, t.status, t.task_definition_arn,
    t.task_definition_family, t.task_definition_revision, t.computed_desired_count,
    t.pending_count, t.running_count, t.created_at, t.updated_at, t.launch_type,
    t.platform_version, t.platform_family, t.capacity_provider_strategy, t.subnets,
    t.security_groups, t.assign_public_ip, t.load_balancers, t.service_registries, t.scale_value,
    t.scale_unit, t.stability_status, t.stability_status_at,
    t.fargate_ephemeral_storage_kms_key_id, t.tags, t.tags_known, t.compliance_status,
    t.not_evaluated_reason, t.reported_cluster_arn, t.reported_service_arn,
    t.satisfied_by_service, t.dt,
    k.next_look,
    lead(t.snapshot_time) OVER (PARTITION BY t.task_set_arn ORDER BY t.snapshot_time) AS next_seen
  FROM committed_task_sets t
  LEFT JOIN look k
    ON k.snapshot_id = t.snapshot_id
    AND k.account_id = t.account_id
    AND k.region = t.region
  WHERE t.dt >= date_format(current_date - INTERVAL '92' DAY, '%Y-%m-%d')
    AND strpos(t.snapshot_id, '-') = 0
),
ended AS (
  SELECT
    s.*,
    IF(s.next_seen IS NULL OR s.next_look < s.next_seen, s.next_look) AS gone_at
  FROM seen s
),
-- A task set that reappears after its deletion starts again, without a last known state.
lived AS (
  SELECT
    e.*,
    count(e.gone_at) OVER (
      PARTITION BY e.task_set_arn
      ORDER BY e.snapshot_time
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS life
  FROM ended e
),
known AS (
  SELECT
    l.*,
    last_value(IF(l.tags_known, coalesce(l.tags, ARRAY[]))) IGNORE NULLS OVER so_far AS known_tags,
    last_value(nullif(l.compliance_status, 'UNKNOWN')) IGNORE NULLS OVER so_far AS known_verdict
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
    ROW(
      k.cluster_arn, k.cluster_name, k.service_arn, k.service_name, k.deployment_controller,
      k.task_set_id, k.external_id, k.started_by, k.status, k.task_definition_arn,
      k.task_definition_family, k.task_definition_revision, k.created_at, k.updated_at,
      k.launch_type, k.platform_version, k.platform_family, k.capacity_provider_strategy,
      k.subnets, k.security_groups, k.assign_public_ip, k.load_balancers, k.service_registries,
      k.scale_value, k.scale_unit, k.stability_status, k.fargate_ephemeral_storage_kms_key_id,
      k.reported_cluster_arn, k.reported_service_arn,
      k.known_tags, k.known_verdict
    ) AS state
  FROM known k
),
marked AS (
  SELECT
    c.*,
    row_number() OVER in_life = 1 OR lag(c.state) OVER in_life IS DISTINCT FROM c.state AS begins,
    max(c.gone_at) OVER (PARTITION BY c.task_set_arn, c.life) AS life_ends
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
  snapshot_status, schema_version, snapshot_id, snapshot_time, account_id, region, cluster_arn, cluster_name,
  service_arn, service_name, deployment_controller, task_set_arn, task_set_id, external_id,
  started_by, status, task_definition_arn, task_definition_family, task_definition_revision,
  computed_desired_count, pending_count, running_count, created_at, updated_at, launch_type,
  platform_version, platform_family, capacity_provider_strategy, subnets, security_groups,
  assign_public_ip, load_balancers, service_registries, scale_value, scale_unit,
  stability_status, stability_status_at, fargate_ephemeral_storage_kms_key_id,
  known_tags AS tags,
  known_tags IS NOT NULL AS tags_known,
  coalesce(known_verdict, compliance_status) AS compliance_status,
  not_evaluated_reason, reported_cluster_arn, reported_service_arn, satisfied_by_service,
  dt,
  snapshot_time AS valid_from,
  coalesce(next_change, life_ends) AS valid_to
FROM period
