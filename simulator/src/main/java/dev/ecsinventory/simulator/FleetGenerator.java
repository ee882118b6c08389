package dev.ecsinventory.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** Two of four services are EXTERNAL, one is CODE_DEPLOY, one rolls and has no task sets. */
  private static final List<String> CONTROLLERS =
      List.of("EXTERNAL", "CODE_DEPLOY", "ECS", "EXTERNAL");

  private static final int MOST_OF_CODE_DEPLOY = 2;

  /** Every so-manieth service has all fields. */
  private static final int RICH = 6;

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
        Place place = new Place(new AccountRegion(account, region));
        madeRegions.add(new Fleet.Region(region, place.clusters(size)));
      }
      made.add(new Fleet.Account(account, Optional.empty(), madeRegions));
    }
    return new Fleet(made);
  }

  /** One account and region in the making. */
  private final class Place {
    private final AccountRegion place;
    private final Dice dice;
    private final TaskSetSamples taskSets;
    private final ShapeSampler sampler;
    private int services;

    private Place(AccountRegion place) {
      this.place = place;
      this.dice = new Dice(seed * 31 + place.hashCode());
      this.taskSets = new TaskSetSamples(dice, place);
      this.sampler = new ShapeSampler(dice, place);
    }

    private List<Fleet.Cluster> clusters(FleetSize size) {
      List<Fleet.Cluster> clusters = new ArrayList<>();
      for (int i = 0; i < size.clusters(); i++) {
        clusters.add(cluster("cluster-" + i, i == 0 && !uniform, size));
      }
      return clusters;
    }

    private Fleet.Cluster cluster(String name, boolean rich, FleetSize size) {
      ClusterDefaults defaults = new ClusterDefaults(place, name);
      ObjectNode node = rich ? sampler.sample("Cluster") : Json.object();
      node.put("clusterName", name);
      node.put("status", "ACTIVE");
      node.set("tags", TagSamples.parentTags(dice));
      node.remove(
          List.of("clusterArn", "runningTasksCount", "pendingTasksCount", "activeServicesCount"));
      List<Fleet.Service> inside = new ArrayList<>();
      for (int i = 0; i < size.servicesPerCluster(); i++) {
        inside.add(service(defaults, "service-" + i, size.taskSetsPerService()));
      }
      return defaults.cluster(node, inside);
    }

    private Fleet.Service service(ClusterDefaults defaults, String name, int mostTaskSets) {
      int ordinal = services++;
      String controller = uniform ? "EXTERNAL" : CONTROLLERS.get(ordinal % CONTROLLERS.size());
      ObjectNode node = ordinal % RICH == 0 && !uniform ? sampler.sample("Service") : Json.object();
      node.put("serviceName", name);
      node.put("status", "ACTIVE");
      node.put("createdAt", dice.moment());
      node.putObject("deploymentController").put("type", controller);
      node.set("tags", TagSamples.parentTags(dice));
      node.put("shortArn", !uniform && ordinal % 5 == 4);
      node.remove(
          List.of("serviceArn", "clusterArn", "desiredCount", "runningCount", "pendingCount"));
      // Of different services at different times: an inline list is made from what is inside.
      node.remove(List.of("taskSets", "taskDefinition"));
      List<ObjectNode> inside = new ArrayList<>();
      int count = taskSetCount(controller, ordinal, mostTaskSets);
      for (int i = 0; i < count; i++) {
        inside.add(taskSets.next(name, i));
      }
      return defaults.service(node, inside);
    }

    private int taskSetCount(String controller, int ordinal, int most) {
      if (uniform) {
        return most;
      }
      return switch (controller) {
        case "ECS" -> 0;
        case "CODE_DEPLOY" -> Math.min(most, MOST_OF_CODE_DEPLOY);
        default -> ordinal == 0 ? most : dice.below(most + 1);
      };
    }
  }
}
