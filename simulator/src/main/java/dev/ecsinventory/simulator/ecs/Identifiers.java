package dev.ecsinventory.simulator.ecs;

import dev.ecsinventory.simulator.fleet.Arn;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.protocol.ApiException;
import dev.ecsinventory.simulator.protocol.Errors;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resolves identifiers of resources in requests: short names or ARNs. */
final class Identifiers {
  /** ECS's default for a call without a cluster. */
  static final String DEFAULT_CLUSTER = "default";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final String NAME_RULE = " must match ^[a-zA-Z0-9\\-_]{1,255}$, but was ";

  private Identifiers() {}

  /** The name in a cluster's short name or ARN. */
  static String clusterName(String identifier) {
    return name("Cluster", "cluster", identifier);
  }

  static String clusterArn(FleetRegion fleetRegion, String identifier) {
    return identifier.startsWith("arn:")
        ? identifier
        : fleetRegion.clusterArn(clusterName(identifier));
  }

  /** The cluster of a call, after checks that it exists and is active. */
  static FleetIndex.IndexedCluster cluster(EcsCall call) {
    String identifier = clusterIdentifier(call);
    String arn = clusterArn(call.fleetRegion(), identifier);
    return cluster(call, identifier)
        .filter(cluster -> !cluster.cluster().status().equals("INACTIVE"))
        .filter(_ -> !call.faults().deleted(arn) && !call.faults().inactive(arn))
        .orElseThrow(Errors::clusterNotFound);
  }

  static String clusterIdentifier(EcsCall call) {
    return call.input().text("cluster").filter(text -> !text.isEmpty()).orElse(DEFAULT_CLUSTER);
  }

  /**
   * The cluster with that name or ARN, in any state; empty for an ARN of another account or Region.
   */
  static Optional<FleetIndex.IndexedCluster> cluster(EcsCall call, String identifier) {
    return call.fleet()
        .cluster(call.fleetRegion(), clusterName(identifier))
        .filter(
            found -> !identifier.startsWith("arn:") || found.cluster().arn().equals(identifier));
  }

  /**
   * The name in a service's short name or ARN.
   *
   * @throws ApiException when an ARN names another cluster than the call
   */
  static String serviceName(String cluster, String identifier) {
    String name = name("Service", "service", identifier);
    String[] path = identifier.split("/");
    if (identifier.startsWith("arn:") && path.length == 3 && !path[1].equals(cluster)) {
      throw Errors.invalidParameter(
          "Invalid identifier: Identifier is for cluster %s. Your cluster is %s"
              .formatted(path[1], cluster));
    }
    return name;
  }

  /** The service's own ARN if it exists, otherwise the one it would have. */
  static String serviceArn(EcsCall call, String cluster, String identifier) {
    if (identifier.startsWith("arn:")) {
      return identifier;
    }
    String name = serviceName(cluster, identifier);
    return call.fleet()
        .cluster(call.fleetRegion(), cluster)
        .flatMap(found -> found.service(name))
        .map(Fleet.Service::arn)
        .orElse(call.fleetRegion().serviceArn(cluster, name));
  }

  /** The service with that name, or with that ARN in its long or its old short form. */
  static Optional<Fleet.Service> service(
      FleetRegion fleetRegion, FleetIndex.IndexedCluster cluster, String identifier) {
    String name = serviceName(cluster.cluster().name(), identifier);
    return cluster
        .service(name)
        .filter(
            service ->
                !identifier.startsWith("arn:")
                    || identifier.equals(service.arn())
                    || identifier.equals(fleetRegion.serviceArn(cluster.cluster().name(), name))
                    || identifier.equals(fleetRegion.shortServiceArn(name)));
  }

  private static String name(String what, String type, String identifier) {
    if (!identifier.startsWith("arn:")) {
      if (!NAME.matcher(identifier).matches()) {
        throw Errors.invalidParameter(what + NAME_RULE + identifier);
      }
      return identifier;
    }
    Arn arn =
        Arn.parse(identifier)
            .orElseThrow(() -> Errors.invalidParameter("Invalid identifier: " + identifier));
    if (!arn.type().equals(type)) {
      throw Errors.invalidParameter("Unsupported resource type: " + arn.type());
    }
    return arn.name();
  }
}
