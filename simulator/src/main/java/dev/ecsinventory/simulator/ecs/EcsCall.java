package dev.ecsinventory.simulator.ecs;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Parameters;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;

/** One call of an ECS operation, with all inputs of its response. */
record EcsCall(
    Caller caller,
    Parameters input,
    FleetIndex fleet,
    CallFaults faults,
    Shuffler shuffler,
    SimulatorOptions options) {
  EcsCall {
    requireNonNull(caller, "caller is null");
    requireNonNull(input, "input is null");
    requireNonNull(fleet, "fleet is null");
    requireNonNull(faults, "faults is null");
    requireNonNull(shuffler, "shuffler is null");
    requireNonNull(options, "options is null");
  }

  FleetRegion fleetRegion() {
    return caller.fleetRegion();
  }

  /** This call with other faults, because the affected resources determine which ones apply. */
  EcsCall with(CallFaults newFaults) {
    return new EcsCall(caller, input, fleet, newFaults, shuffler, options);
  }
}
