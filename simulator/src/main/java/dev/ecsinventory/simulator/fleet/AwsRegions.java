package dev.ecsinventory.simulator.fleet;

import java.util.List;

/**
 * The Regions of the partition {@code aws}.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html">
 *     Enable or disable Regions</a>
 */
public final class AwsRegions {
  /** The Regions that every account uses. */
  public static final List<String> BY_DEFAULT =
      List.of(
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  /** The Regions that an account uses only after it enabled them. */
  public static final List<String> OPT_IN =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-1",
          "eu-south-2",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1");

  private AwsRegions() {}
}
