package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.simulator.fleet.FleetRegion;

/**
 * The caller of a request.
 *
 * @param fleetRegion the account of the credentials and the Region of the signature
 * @param arn ARN of the user or of the assumed role's session
 */
public record Caller(FleetRegion fleetRegion, String arn) {
  public Caller {
    requireNonNull(fleetRegion, "fleetRegion is null");
    requireNonNull(arn, "arn is null");
  }
}
