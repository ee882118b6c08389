package dev.ecsinventory.simulator.protocol;

import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import java.util.Set;

/** How one AWS product spells its answers. */
public interface Protocol {

  /** The name that a signature for this product is scoped to. */
  String product();

  /** What a request asks for; rejects one that asks for nothing there is. */
  Action action(SimulatedRequest incoming);

  SimulatedResponse.Reply error(ApiException error);

  /** A request that has been understood. */
  interface Action {
    String operation();

    /** Says what the call touches and answers it. */
    Exchange exchange(Caller caller, FleetIndex fleet);
  }

  /** One call by a known caller. */
  interface Exchange {
    /** The ARNs of all that the call names. */
    Set<String> touched();

    /**
     * The answer.
     *
     * @throws ApiException when the call is rejected
     */
    SimulatedResponse.Reply response(CallFaults faults);
  }
}
