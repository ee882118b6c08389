package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A parsed ARN.
 *
 * @param fleetRegion the account and Region in the ARN
 * @param product such as {@code ecs}
 * @param resource the part after the fifth colon, such as {@code service/prod/checkout}
 */
public record Arn(FleetRegion fleetRegion, String partition, String product, String resource) {
  private static final int PARTS = 6;

  public Arn {
    requireNonNull(fleetRegion, "fleetRegion is null");
    requireNonNull(partition, "partition is null");
    requireNonNull(product, "product is null");
    requireNonNull(resource, "resource is null");
  }

  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", PARTS);
    if (parts.length < PARTS || !parts[0].equals("arn") || parts[5].isEmpty()) {
      return Optional.empty();
    }
    FleetRegion fleetRegion = new FleetRegion(parts[4], parts[3]);
    return Optional.of(new Arn(fleetRegion, parts[1], parts[2], parts[5]));
  }

  /** Such as {@code cluster}, {@code service}, {@code task-set}, {@code role}. */
  public String type() {
    int slash = resource.indexOf('/');
    return slash < 0 ? "" : resource.substring(0, slash);
  }

  /** The resource's name: the last part of its path, for a task set its complete ID. */
  public String name() {
    String[] path = resource.split("/");
    int last = path.length - 1;
    boolean taskSet = type().equals("task-set") && path.length > 2;
    return taskSet ? path[last - 1] + "/" + path[last] : path[last];
  }
}
