package dev.ecsinventory.infra.access;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The calls that read ECS, in the account that the policy is in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">
 *     Actions, resources, and condition keys for Amazon ECS</a>
 */
public final class EcsReads {
  private EcsReads() {}

  /** Allows the reads in {@code regions}, each the id of one or a token that stands for it. */
  public static List<PolicyStatement> in(List<String> regions) {
    return List.of(
        list(inRegions(regions)),
        describe("DescribeClusters", "cluster", regions),
        describe("DescribeServices", "service", regions),
        describe("DescribeTaskSets", "task-set", regions));
  }

  /** Allows what a tag policy asks beside them: where a missing tag is, in {@code regions}. */
  static PolicyStatement taskDefinitionsIn(List<String> regions) {
    return taskDefinitions(inRegions(regions));
  }

  /** Allows the reads in every region, those for a tag policy too. */
  public static List<PolicyStatement> everywhere() {
    return List.of(
        list(Map.of()),
        taskDefinitions(Map.of()),
        describe("DescribeClusters", "cluster", List.of("*")),
        describe("DescribeServices", "service", List.of("*")),
        describe("DescribeTaskSets", "task-set", List.of("*")));
  }

  /** The two lists have no resource type, so only {@code *} allows them. */
  private static PolicyStatement list(Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid("ListClustersAndServices")
        .actions(List.of("ecs:ListClusters", "ecs:ListServices"))
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }

  /** The call has no resource type either. */
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
