package dev.ecsinventory.simulator.fault;

import dev.ecsinventory.simulator.fleet.FleetRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A script with the number of matched calls of each rule. Safe for concurrent use. */
public final class FaultState {
  private final FaultScript script;
  private final long[] matched;

  public FaultState(FaultScript script) {
    this.script = script;
    this.matched = new long[script.rules().size()];
  }

  /** Counts a call and returns the rules that apply to it. */
  public synchronized CallFaults begin(
      String operation, FleetRegion fleetRegion, Set<String> touched) {
    List<FaultRule> active = new ArrayList<>();
    for (int i = 0; i < matched.length; i++) {
      FaultRule rule = script.rules().get(i);
      if (rule.matches(operation, fleetRegion, touched)) {
        matched[i]++;
        if (matched[i] >= rule.nth() && matched[i] - rule.nth() < rule.times()) {
          active.add(rule);
        }
      }
    }
    return new CallFaults(active);
  }
}
