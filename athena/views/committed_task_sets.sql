-- Task sets of committed snapshots, each with its snapshot's status. A snapshot enters the table
-- snapshots last, so it is here with all of its rows or not at all. Filter dt.
CREATE OR REPLACE VIEW committed_task_sets AS
SELECT
  c.status AS snapshot_status,
  t.schema_version,
  t.snapshot_id,
  t.snapshot_time,
  t.account_id,
  t.region,
  t.cluster_arn,
  t.cluster_name,
  t.service_arn,
  t.service_name,
  t.deployment_controller,
  t.task_set_arn,
  t.task_set_id,
  t.external_id,
  t.started_by,
  t.status,
  t.task_definition_arn,
  t.task_definition_family,
  t.task_definition_revision,
  t.computed_desired_count,
  t.pending_count,
  t.running_count,
  t.created_at,
  t.updated_at,
  t.launch_type,
  t.platform_version,
  t.platform_family,
  transform(
    t.capacity_provider_strategy,
    s -> CAST(
      ROW(s.capacity_provider, s.weight, s.base)
      AS ROW(capacity_provider varchar, weight integer, base integer)
    )
  ) AS capacity_provider_strategy,
  t.subnets,
  t.security_groups,
  t.assign_public_ip,
  transform(
    t.load_balancers,
    b -> CAST(
      ROW(
        b.target_group_arn, b.load_balancer_name, b.container_name, b.container_port,
        IF(
          b.advanced_configuration IS NOT NULL,
          ROW(
            b.advanced_configuration.alternate_target_group_arn,
            b.advanced_configuration.production_listener_rule,
            b.advanced_configuration.test_listener_rule,
            b.advanced_configuration.role_arn
          )
        )
      ) AS ROW(
        target_group_arn varchar, load_balancer_name varchar, container_name varchar,
        container_port integer,
        advanced_configuration ROW(
          alternate_target_group_arn varchar, production_listener_rule varchar,
          test_listener_rule varchar, role_arn varchar
        )
      )
    )
  ) AS load_balancers,
  transform(
    t.service_registries,
    r -> CAST(
      ROW(r.registry_arn, r.port, r.container_name, r.container_port)
      AS ROW(registry_arn varchar, port integer, container_name varchar, container_port integer)
    )
  ) AS service_registries,
  t.scale_value,
  t.scale_unit,
  t.stability_status,
  t.stability_status_at,
  t.fargate_ephemeral_storage_kms_key_id,
  transform(
    t.tags, tag -> CAST(ROW(tag.key, tag.value) AS ROW(key varchar, value varchar))
  ) AS tags,
  t.tags_known,
  t.compliance_status,
  t.not_evaluated_reason,
  t.reported_cluster_arn,
  t.reported_service_arn,
  t.satisfied_by_service,
  t.dt
FROM task_sets t
JOIN snapshots c
  ON c.dt = t.dt
  AND c.snapshot_id = t.snapshot_id
WHERE c.status IN ('COMPLETE', 'PARTIAL')
