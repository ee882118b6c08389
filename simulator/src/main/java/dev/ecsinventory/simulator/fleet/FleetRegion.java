package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * An account and Region, for which ECS has its own token buckets, and whose ARNs have a common
 * prefix.
 *
 * @param account twelve digits
 * @param region such as {@code eu-central-1}
 */
public record FleetRegion(String account, String region) {
  /** The partitions by the prefix of a Region's name. */
  private static final Map<String, String> PARTITIONS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "eusc-", "aws-eusc",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f",
          "eu-isof-", "aws-iso-f");

  public FleetRegion {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
  }

  /** The partition of a Region, by the naming schemes of the partitions. */
  public static String partition(String region) {
    return PARTITIONS.entrySet().stream()
        .filter(entry -> region.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("aws");
  }

  public String clusterArn(String cluster) {
    return ecs("cluster/" + cluster);
  }

  public String serviceArn(String cluster, String service) {
    return ecs("service/" + cluster + "/" + service);
  }

  /** The form of services that were created before ARNs contained the cluster. */
  public String shortServiceArn(String service) {
    return ecs("service/" + service);
  }

  /**
   * The ARN of a task set.
   *
   * @param id with its prefix, such as {@code ecs-svc/1234567890123456789}
   */
  public String taskSetArn(String cluster, String service, String id) {
    return ecs("task-set/" + cluster + "/" + service + "/" + id);
  }

  public String taskDefinitionArn(String familyAndRevision) {
    return ecs("task-definition/" + familyAndRevision);
  }

  private String ecs(String resource) {
    return arn("ecs", resource);
  }

  public String arn(String product, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(partition(region), product, region, account, resource);
  }
}
