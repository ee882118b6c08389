package dev.ecsinventory.cli.past;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random changes of a fleet, and random read failures. */
public final class PastFleets {
  /** Faults for which a scan finds the affected resource of a call. */
  private static final List<Fault> OF_A_RESOURCE =
      List.of(
          new Fault.AccessDenied(),
          new Fault.Missing(),
          new Fault.ClientError(),
          new Fault.Error(400, "ServiceNotActiveException", "Service was not ACTIVE."));

  /** Faults for which a scan repeats the call unchanged. */
  private static final List<Fault> OF_A_CALL =
      List.of(new Fault.Throttle(), new Fault.ServerError());

  private PastFleets() {}

  /** The fleet after some changes. */
  public static Fleet changed(Fleet fleet, Random random) {
    Fleet changed = fleet;
    for (int change = 0; change < 6; change++) {
      changed = changedOnce(changed, random);
    }
    return changed;
  }

  private static Fleet changedOnce(Fleet fleet, Random random) {
    List<Fleet.TaskSet> taskSets = fleet.taskSets().toList();
    List<Fleet.Service> services = fleet.services().toList();
    String taskSet = taskSets.get(random.nextInt(taskSets.size())).arn();
    Fleet.Service service = services.get(random.nextInt(services.size()));
    return switch (random.nextInt(4)) {
      case 0 -> fleet.without(taskSet);
      case 1 -> fleet.with(taskSet, node -> node.put("runningCount", random.nextInt(100)));
      case 2 -> fleet.with(taskSet, node -> tag(node, random));
      default -> fleet.with(service.arn(), node -> tag(node, random));
    };
  }

  private static void tag(ObjectNode node, Random random) {
    ArrayNode tags = node.putArray("tags");
    for (int tag = 0; tag < random.nextInt(4); tag++) {
      tags.addObject().put("key", "key-" + tag).put("value", "value-" + random.nextInt(9));
    }
  }

  /** Random faults of resources, for one operation or for all. */
  static FaultRule[] faults(Fleet fleet, Random random) {
    List<String> resources = new ArrayList<>();
    fleet.clusters().skip(1).forEach(cluster -> resources.add(cluster.arn()));
    fleet.services().forEach(service -> resources.add(service.arn()));
    fleet.taskSets().forEach(taskSet -> resources.add(taskSet.arn()));
    List<FaultRule> rules = new ArrayList<>();
    for (int rule = 0; rule < 4; rule++) {
      Fault fault = OF_A_RESOURCE.get(random.nextInt(OF_A_RESOURCE.size()));
      String resource = resources.get(random.nextInt(resources.size()));
      rules.add(FaultRule.of(fault).touching(resource));
    }
    FaultRule ofCall = FaultRule.of(OF_A_CALL.get(random.nextInt(OF_A_CALL.size())));
    rules.add(
        random.nextBoolean()
            ? ofCall.on("ListServices").touching(resources.getFirst())
            : ofCall.on("DescribeTaskSets").touching(resources.get(resources.size() / 2)));
    return rules.toArray(FaultRule[]::new);
  }
}
