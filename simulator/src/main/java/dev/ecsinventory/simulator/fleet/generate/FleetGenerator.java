package dev.ecsinventory.simulator.fleet.generate;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generates fleets from a seed and a size; the same seed and size always generate the same fleet.
 *
 * <p>A varied fleet has services of every deployment controller, with zero to {@link
 * FleetSize#taskSetsPerService} task sets each; a fleet of a few services already has every field
 * of the API. In a uniform fleet every service is EXTERNAL and has exactly that number.
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

  /** Generates fleets whose resources vary at least as much as real ones. */
  public static FleetGenerator varied(long seed) {
    return new FleetGenerator(seed, false);
  }

  /** Generates fleets in which every service has exactly the number of task sets of the size. */
  public static FleetGenerator uniform(long seed) {
    return new FleetGenerator(seed, true);
  }

  /** A fleet in one account and Region, 123456789012 and us-east-1. */
  public Fleet generate(FleetSize size) {
    return generate(size, List.of(ACCOUNT), List.of(REGION));
  }

  /** A fleet of that size in each Region of each account. */
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
