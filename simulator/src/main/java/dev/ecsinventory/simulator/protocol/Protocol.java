package dev.ecsinventory.simulator.protocol;

import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import java.util.Set;

/** The protocol of one AWS product. */
public interface Protocol {

  /** The product's name in a signature's scope. */
  String product();

  /** Parses the operation of a request; rejects an unknown one. */
  Action action(SimulatedRequest incoming);

  SimulatedResponse.Reply error(ApiException error);

  /** The error of a call that exceeds the request rate. */
  default ApiException throttled() {
    return Errors.throttled();
  }

  /** A parsed request. */
  interface Action {
    String operation();

    /** Prepares the call for a caller. */
    Exchange exchange(Caller caller, FleetIndex fleet);
  }

  /** One call by a known caller. */
  interface Exchange {
    /** The ARNs of all resources that the call names. */
    Set<String> touched();

    /**
     * The response.
     *
     * @throws ApiException when the call fails
     */
    SimulatedResponse.Reply response(CallFaults faults);
  }
}
