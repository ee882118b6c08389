package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.protocol.ApiException;
import java.util.Set;

/** One operation of the ECS API. */
interface EcsOperation {

  String name();

  /** The ARNs of all resources that the call names, whether they exist or not. */
  Set<String> touched(EcsCall call);

  /**
   * The response.
   *
   * @throws ApiException when the call fails
   */
  ObjectNode response(EcsCall call);
}
