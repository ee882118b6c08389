package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.RecordedCluster;
import dev.ecsinventory.cli.past.RecordedRegion;
import dev.ecsinventory.cli.past.RecordedService;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.SnapshotId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One call, and the resources that it names. They are named as ECS accepts it: by name, or by ARN,
 * that of a service also in its old form.
 */
record Call(SnapshotId snapshot, RecordedRegion region, Input input) {
  private static final String DEFAULT_CLUSTER = "default";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  Call {
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(region, "region is null");
    requireNonNull(input, "input is null");
  }

  /** The cluster that the call is about, which was listed and is not inactive. */
  RecordedCluster cluster() {
    String identifier = input.text("cluster").orElse(DEFAULT_CLUSTER);
    Optional<RecordedCluster> cluster = cluster(identifier);
    if (cluster.isEmpty()) {
      region
          .incompleteClusters()
          .ifPresent(
              failure -> {
                throw EcsError.recorded(failure);
              });
    }
    return cluster
        .filter(found -> !found.isInactive() && region.missing(found).isEmpty())
        .orElseThrow(EcsError::clusterNotFound);
  }

  /** The cluster with that name or ARN, whatever its status. */
  Optional<RecordedCluster> cluster(String identifier) {
    return region
        .cluster(name("Cluster", "cluster", identifier))
        .filter(found -> !isArn(identifier) || found.arn().equals(identifier));
  }

  /** The ARN of a cluster that may not exist. */
  String clusterArn(String identifier) {
    return isArn(identifier)
        ? identifier
        : region.accountRegion().ecsArn("cluster/" + name("Cluster", "cluster", identifier));
  }

  /** The service with that name or ARN. */
  Optional<RecordedService> service(RecordedCluster cluster, String identifier) {
    return cluster
        .service(serviceName(cluster, identifier))
        .filter(found -> !isArn(identifier) || found.identity().isService(identifier));
  }

  /** The ARN of a service that may not exist. */
  String serviceArn(RecordedCluster cluster, String identifier) {
    return isArn(identifier)
        ? identifier
        : cluster.arn().replace(":cluster/", ":service/") + "/" + serviceName(cluster, identifier);
  }

  private static String serviceName(RecordedCluster cluster, String identifier) {
    String name = name("Service", "service", identifier);
    EcsArn.parse(identifier)
        .flatMap(EcsArn::clusterName)
        .filter(other -> !other.equals(cluster.name()))
        .ifPresent(
            other -> {
              throw EcsError.invalidParameter(
                  "Invalid identifier: Identifier is for cluster %s. Your cluster is %s"
                      .formatted(other, cluster.name()));
            });
    return name;
  }

  private static String name(String what, String type, String identifier) {
    if (!isArn(identifier)) {
      if (!NAME.matcher(identifier).matches()) {
        throw EcsError.invalidParameter(
            "%s must match ^[a-zA-Z0-9\\-_]{1,255}$, but was %s".formatted(what, identifier));
      }
      return identifier;
    }
    EcsArn arn =
        EcsArn.parse(identifier)
            .orElseThrow(() -> EcsError.invalidParameter("Invalid identifier: " + identifier));
    if (!arn.type().equals(type)) {
      throw EcsError.invalidParameter("Unsupported resource type: " + arn.type());
    }
    return EcsArn.nameOf(identifier);
  }

  private static boolean isArn(String identifier) {
    return identifier.startsWith("arn:");
  }
}
