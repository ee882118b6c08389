package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.ColumnType.field;
import static dev.ecsinventory.schema.ColumnType.list;
import static dev.ecsinventory.schema.ColumnType.sorted;
import static dev.ecsinventory.schema.ColumnType.struct;

import dev.ecsinventory.schema.ColumnType.ListType;

/**
 * The nested types that several datasets share.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Types.html">ECS data
 *     types</a>
 */
public final class Shapes {
  /** Not a map: Athena would treat keys that differ only in case as one. */
  public static final ListType<Struct> TAGS =
      sorted(struct(field("key", "key", STRING), field("value", "value", STRING)));

  static final ListType<String> SORTED_STRINGS = sorted(STRING);

  static final ListType<Struct> CAPACITY_PROVIDER_STRATEGY =
      list(
          struct(
              field("capacity_provider", "capacityProvider", STRING),
              field("weight", "weight", INTEGER),
              field("base", "base", INTEGER)));

  static final ListType<Struct> LOAD_BALANCERS =
      list(
          struct(
              field("target_group_arn", "targetGroupArn", STRING),
              field("load_balancer_name", "loadBalancerName", STRING),
              field("container_name", "containerName", STRING),
              field("container_port", "containerPort", INTEGER),
              field(
                  "advanced_configuration",
                  "advancedConfiguration",
                  struct(
                      field("alternate_target_group_arn", "alternateTargetGroupArn", STRING),
                      field("production_listener_rule", "productionListenerRule", STRING),
                      field("test_listener_rule", "testListenerRule", STRING),
                      field("role_arn", "roleArn", STRING)))));

  static final ListType<Struct> SERVICE_REGISTRIES =
      list(
          struct(
              field("registry_arn", "registryArn", STRING),
              field("port", "port", INTEGER),
              field("container_name", "containerName", STRING),
              field("container_port", "containerPort", INTEGER)));

  static final ListType<Struct> SETTINGS =
      sorted(struct(field("name", "name", STRING), field("value", "value", STRING)));

  static final ListType<Struct> PLACEMENT_CONSTRAINTS =
      list(struct(field("type", "type", STRING), field("expression", "expression", STRING)));

  static final ListType<Struct> PLACEMENT_STRATEGY =
      list(struct(field("type", "type", STRING), field("field", "field", STRING)));

  private Shapes() {}
}
