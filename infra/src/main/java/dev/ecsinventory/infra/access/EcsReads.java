package dev.ecsinventory.infra.access;

import java.util.List;
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

  /**
   * Allows the reads in every Region, including those for a tag policy. The settings decide which
   * Regions are read: an earlier version of the function, to which a rollback returns, may read
   * others.
   */
  public static List<PolicyStatement> everywhere() {
    return List.of(
        onAll("ListClustersAndServices", List.of("ecs:ListClusters", "ecs:ListServices")),
        onAll("DescribeTaskDefinition", List.of("ecs:DescribeTaskDefinition")),
        describe("DescribeClusters", "cluster"),
        describe("DescribeServices", "service"),
        describe("DescribeTaskSets", "task-set"));
  }

  /** These operations have no resource type, so the resource must be {@code *}. */
  private static PolicyStatement onAll(String sid, List<String> actions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(actions)
        .resources(List.of("*"))
        .build();
  }

  private static PolicyStatement describe(String call, String resourceType) {
    return PolicyStatement.Builder.create()
        .sid(call)
        .actions(List.of("ecs:" + call))
        .resources(
            List.of("arn:%s:ecs:*:%s:%s/*".formatted(Aws.PARTITION, Aws.ACCOUNT_ID, resourceType)))
        .build();
  }
}
