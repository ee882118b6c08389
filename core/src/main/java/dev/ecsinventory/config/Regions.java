package dev.ecsinventory.config;

import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** The names of AWS Regions. */
final class Regions {
  private Regions() {}

  /** The problem with {@code name}, if the SDK does not list it as a Region. */
  static Optional<String> problem(String name) {
    if (Region.regions().stream()
        .anyMatch(region -> !region.isGlobalRegion() && region.id().equals(name))) {
      return Optional.empty();
    }
    String accepted =
        Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .map(Region::id)
            .sorted()
            .collect(Collectors.joining(", "));
    return Optional.of("is not an AWS Region; accepted are " + accepted);
  }
}
