package dev.ecsinventory.report;

import dev.ecsinventory.model.EcsArn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address at which the AWS console shows a service with its task sets. */
final class ConsoleLink {
  private ConsoleLink() {}

  /**
   * The address of a service's deployments in its partition's console; empty when {@code
   * clusterArn} is not an ARN.
   */
  static String ofService(String clusterArn, String clusterName, String serviceName) {
    return EcsArn.parse(clusterArn)
        .map(
            cluster ->
                "https://%s/ecs/v2/clusters/%s/services/%s/deployments?region=%s"
                    .formatted(
                        host(cluster),
                        encoded(clusterName),
                        encoded(serviceName),
                        encoded(cluster.region())))
        .orElse("");
  }

  private static String host(EcsArn cluster) {
    return switch (cluster.partition()) {
      case "aws-cn" -> cluster.region() + ".console.amazonaws.cn";
      case "aws-us-gov" -> "console.amazonaws-us-gov.com";
      default -> cluster.region() + ".console.aws.amazon.com";
    };
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
