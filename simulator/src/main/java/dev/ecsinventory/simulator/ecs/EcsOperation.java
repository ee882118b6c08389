package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.protocol.ApiException;
import java.util.Set;

/** One operation of the ECS API. */
interface EcsOperation {

  String name();

  /** The ARNs of all that the call names, whether or not there is such a resource. */
  Set<String> touched(EcsCall call);

  /**
   * The answer.
   *
   * @throws ApiException when ECS rejects the call
   */
  ObjectNode response(EcsCall call);
}
