package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** An account and Region. ECS limits the rate of reads for each of them separately. */
public record AccountRegion(String accountId, String region) {
  public AccountRegion {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
  }

  /** {@code ACCOUNT-REGION}, as object keys contain it. */
  public String name() {
    return accountId + "-" + region;
  }

  /**
   * The partition of the Region, such as {@code aws} or {@code aws-cn}, by the SDK's list; {@code
   * aws} for a Region that no partition's naming scheme covers.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon
   *     Resource Names</a>
   */
  public String partition() {
    return PartitionMetadata.of(Region.of(region)).id();
  }

  /** The ARN of an ECS resource here, such as {@code cluster/prod}. */
  public String ecsArn(String resource) {
    return "arn:%s:ecs:%s:%s:%s".formatted(partition(), region, accountId, resource);
  }
}
