package dev.ecsinventory.pipeline;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random faults of resources of a fleet, determined by a seed. */
final class RandomFaults {
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Throttle(),
          new Fault.ServerError(),
          new Fault.ClientError(),
          new Fault.AccessDenied(),
          new Fault.ConnectionReset(),
          new Fault.TruncatedBody(),
          new Fault.Missing(),
          new Fault.Disappear(false),
          new Fault.Error(400, "ServiceNotActiveException", "Service was not ACTIVE."));

  private RandomFaults() {}

  static FaultRule[] of(long seed, Fleet fleet) {
    Random random = new Random(seed);
    List<String> places = new ArrayList<>();
    // The first cluster has no fault, so that the snapshot does not fail.
    fleet.clusters().skip(1).forEach(cluster -> places.add(cluster.arn()));
    fleet.services().forEach(service -> places.add(service.arn()));
    fleet.taskSets().forEach(set -> places.add(set.arn()));
    List<FaultRule> rules = new ArrayList<>();
    for (int rule = 0; rule < 8; rule++) {
      Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
      FaultRule touching = FaultRule.of(fault).touching(places.get(random.nextInt(places.size())));
      rules.add(random.nextBoolean() ? touching : touching.times(1 + random.nextInt(8)));
    }
    return rules.toArray(FaultRule[]::new);
  }
}
