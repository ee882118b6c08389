package dev.ecsinventory.infra.access;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The permissions to read ECS, in the policy's own account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">
 *     Actions, resources, and condition keys for Amazon ECS</a>
 */
public final class EcsReads {
  private EcsReads() {}

  /** Allows the reads in {@code regions}, which are Region names or tokens. */
  public static List<PolicyStatement> in(List<String> regions) {
    return List.of(
        list(inRegions(regions)),
        describe("DescribeClusters", "cluster", regions),
        describe("DescribeServices", "service", regions),
        describe("DescribeTaskSets", "task-set", regions));
  }

  /**
   * Allows the additional read for a tag policy, of task definitions that may have a missing tag,
   * in {@code regions}.
   */
  static PolicyStatement taskDefinitionsIn(List<String> regions) {
    return taskDefinitions(inRegions(regions));
  }

  /** Allows the reads in every Region, including those for a tag policy. */
  public static List<PolicyStatement> everywhere() {
    return List.of(
        list(Map.of()),
        taskDefinitions(Map.of()),
        describe("DescribeClusters", "cluster", List.of("*")),
        describe("DescribeServices", "service", List.of("*")),
        describe("DescribeTaskSets", "task-set", List.of("*")));
  }

  /** The two list operations have no resource type, so the resource must be {@code *}. */
  private static PolicyStatement list(Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid("ListClustersAndServices")
        .actions(List.of("ecs:ListClusters", "ecs:ListServices"))
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }

  /** The operation has no resource type either. */
  private static PolicyStatement taskDefinitions(Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid("DescribeTaskDefinition")
        .actions(List.of("ecs:DescribeTaskDefinition"))
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }

  private static Map<String, Object> inRegions(List<String> regions) {
    return Map.of("StringEquals", Map.of("aws:RequestedRegion", regions));
  }

  private static PolicyStatement describe(String call, String resourceType, List<String> regions) {
    return PolicyStatement.Builder.create()
        .sid(call)
        .actions(List.of("ecs:" + call))
        .resources(regions.stream().map(region -> arn(region, resourceType)).toList())
        .build();
  }

  private static String arn(String region, String resourceType) {
    return "arn:%s:ecs:%s:%s:%s/*".formatted(Aws.PARTITION, region, Aws.ACCOUNT_ID, resourceType);
  }
}
