package dev.ecsinventory.simulator.fleet.generate;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes fleets out of a seed and a size; the same two give the same fleet, always.
 *
 * <p>A varied fleet has services of every deployment controller, with between none and {@link
 * FleetSize#taskSetsPerService} task sets, and from a handful of services on uses every field the
 * API has. In a uniform fleet every service is EXTERNAL and has exactly that many.
 */
public final class FleetGenerator {
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";

  private final long seed;
  private final boolean uniform;

  private FleetGenerator(long seed, boolean uniform) {
    this.seed = seed;
    this.uniform = uniform;
  }

  /** Makes fleets as different inside as real ones, and more. */
  public static FleetGenerator varied(long seed) {
    return new FleetGenerator(seed, false);
  }

  /** Makes fleets in which every service has exactly as many task sets as the size says. */
  public static FleetGenerator uniform(long seed) {
    return new FleetGenerator(seed, true);
  }

  /** A fleet in one account and region, 123456789012 and us-east-1. */
  public Fleet generate(FleetSize size) {
    return generate(size, List.of(ACCOUNT), List.of(REGION));
  }

  /** A fleet of that size in each region of each account. */
  public Fleet generate(FleetSize size, List<String> accounts, List<String> regions) {
    List<Fleet.Account> made = new ArrayList<>();
    for (String account : accounts) {
      List<Fleet.Region> madeRegions = new ArrayList<>();
      for (String region : regions) {
        FleetRegion fleetRegion = new FleetRegion(account, region);
        madeRegions.add(new RegionGenerator(seed, uniform, fleetRegion).region(size));
      }
      made.add(new Fleet.Account(account, Optional.empty(), madeRegions));
    }
    return new Fleet(made);
  }
}
