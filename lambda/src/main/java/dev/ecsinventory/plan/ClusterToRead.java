package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A cluster to read.
 *
 * @param document what DescribeClusters answered, as {@link SdkJson}; null when it could not be
 *     described, and its services are to be read all the same
 */
public record ClusterToRead(String arn, JsonNode document) {
  /** What an undescribed cluster, or one whose counts are left out, is taken to have. */
  private static final int UNKNOWN_SERVICES = 50;

  public ClusterToRead {
    requireNonNull(arn, "arn is null");
  }

  public boolean isDescribed() {
    return document != null;
  }

  /** Whether there can be services in it: a deleted cluster lingers as INACTIVE. */
  public boolean isActive() {
    return document == null || !"INACTIVE".equals(document.path("status").textValue());
  }

  /** How many services to expect. */
  int expectedServices() {
    return document != null && document.has("activeServicesCount")
        ? document.path("activeServicesCount").intValue()
        : UNKNOWN_SERVICES;
  }
}
