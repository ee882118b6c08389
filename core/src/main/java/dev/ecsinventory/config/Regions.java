package dev.ecsinventory.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The names of AWS Regions. */
public final class Regions {
  private Regions() {}

  /** All Regions of the partition of {@code region}. */
  static List<String> ofPartition(String region) {
    String partition = PartitionMetadata.of(Region.of(region)).id();
    return Region.regions().stream()
        .filter(one -> !one.isGlobalRegion() && PartitionMetadata.of(one).id().equals(partition))
        .map(Region::id)
        .sorted()
        .toList();
  }

  /** The problem with {@code name}, if the SDK does not list it as a Region. */
  public static Optional<String> problem(String name) {
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
