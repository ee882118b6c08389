package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.Source.api;
import static dev.ecsinventory.schema.Source.derived;

import dev.ecsinventory.model.EcsArn;
import java.util.List;

/** The columns that services and task sets have in common, each with an id per dataset. */
final class SharedColumns {
  private SharedColumns() {}

  static Column<String> clusterName(Columns columns, int id) {
    return columns.required(
        id, "cluster_name", STRING, derived("clusterArn", EcsArn::nameOf), "Name of the cluster.");
  }

  static Column<Integer> pendingCount(Columns columns, int id) {
    return columns.measure(
        id, "pending_count", INTEGER, api("pendingCount"), "Tasks in state PENDING.");
  }

  static Column<Integer> runningCount(Columns columns, int id) {
    return columns.measure(
        id, "running_count", INTEGER, api("runningCount"), "Tasks in state RUNNING.");
  }

  static Column<String> launchType(Columns columns, int id) {
    return columns.state(
        id,
        "launch_type",
        STRING,
        api("launchType"),
        "EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES; absent with a capacity provider strategy.");
  }

  static Column<String> platformVersion(Columns columns, int id) {
    return columns.state(
        id, "platform_version", STRING, api("platformVersion"), "Fargate platform version.");
  }

  static Column<String> platformFamily(Columns columns, int id) {
    return columns.state(
        id,
        "platform_family",
        STRING,
        api("platformFamily"),
        "Operating system that the tasks run on.");
  }

  static Column<List<Struct>> capacityProviderStrategy(Columns columns, int id) {
    return columns.state(
        id,
        "capacity_provider_strategy",
        Shapes.CAPACITY_PROVIDER_STRATEGY,
        api("capacityProviderStrategy"),
        "Capacity providers, with weight and base.");
  }

  static Column<String> taskDefinitionFamily(Columns columns, int id) {
    return columns.state(
        id,
        "task_definition_family",
        STRING,
        derived("taskDefinition", EcsArn::familyOf),
        "Family of the task definition.");
  }

  static Column<Integer> taskDefinitionRevision(Columns columns, int id) {
    return columns.state(
        id,
        "task_definition_revision",
        INTEGER,
        derived("taskDefinition", EcsArn::revisionOf),
        "Revision of the task definition.");
  }

  static Column<List<String>> subnets(Columns columns, int id) {
    return columns.state(
        id,
        "subnets",
        Shapes.SORTED_STRINGS,
        api("networkConfiguration.awsvpcConfiguration.subnets"),
        "Subnets of the tasks, sorted.");
  }

  static Column<List<String>> securityGroups(Columns columns, int id) {
    return columns.state(
        id,
        "security_groups",
        Shapes.SORTED_STRINGS,
        api("networkConfiguration.awsvpcConfiguration.securityGroups"),
        "Security groups of the tasks, sorted.");
  }

  static Column<String> assignPublicIp(Columns columns, int id) {
    return columns.state(
        id,
        "assign_public_ip",
        STRING,
        api("networkConfiguration.awsvpcConfiguration.assignPublicIp"),
        "ENABLED or DISABLED.");
  }

  static Column<List<Struct>> loadBalancers(Columns columns, int id) {
    return columns.state(
        id,
        "load_balancers",
        Shapes.LOAD_BALANCERS,
        api("loadBalancers"),
        "Load balancers and target groups.");
  }

  static Column<List<Struct>> serviceRegistries(Columns columns, int id) {
    return columns.state(
        id,
        "service_registries",
        Shapes.SERVICE_REGISTRIES,
        api("serviceRegistries"),
        "Service discovery registries.");
  }
}
