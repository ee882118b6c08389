package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.protocol.ApiException;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Errors;
import dev.ecsinventory.simulator.protocol.Parameters;
import dev.ecsinventory.simulator.protocol.Protocol;
import dev.ecsinventory.simulator.protocol.SimulatedRequest;
import dev.ecsinventory.simulator.protocol.SimulatedResponse;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The protocol of ECS: AWS JSON 1.1, with the operation in the header {@code X-Amz-Target}. */
public final class EcsProtocol implements Protocol {
  public static final String TARGET = "X-Amz-Target";

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final String TARGET_PREFIX = "AmazonEC2ContainerServiceV20141113.";

  private static final Map<String, EcsOperation> OPERATIONS =
      Stream.of(
              new ListClusters(),
              new DescribeClusters(),
              new ListServices(),
              new DescribeServices(),
              new DescribeTaskSets(),
              new DescribeTaskDefinition())
          .collect(Collectors.toUnmodifiableMap(EcsOperation::name, Function.identity()));

  private final SimulatorOptions options;
  private final Shuffler shuffler;

  public EcsProtocol(SimulatorOptions options) {
    this.options = options;
    this.shuffler = new Shuffler(options.shuffle(), options.seed());
  }

  @Override
  public String product() {
    return "ecs";
  }

  @Override
  public Action action(SimulatedRequest incoming) {
    String target = incoming.header(TARGET).orElse("");
    String name = target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
    EcsOperation operation = OPERATIONS.get(name);
    if (operation == null) {
      throw Errors.unknownOperation(target);
    }
    return new EcsAction(operation, incoming);
  }

  private final class EcsAction implements Action {
    private final EcsOperation operation;
    private final SimulatedRequest incoming;

    private EcsAction(EcsOperation operation, SimulatedRequest incoming) {
      this.operation = operation;
      this.incoming = incoming;
    }

    @Override
    public String operation() {
      return operation.name();
    }

    @Override
    public Exchange exchange(Caller caller, FleetIndex fleet) {
      Parameters input = Parameters.parse(incoming.body());
      EcsCall call = new EcsCall(caller, input, fleet, CallFaults.NONE, shuffler, options);
      return new EcsExchange(operation, call);
    }
  }

  private record EcsExchange(EcsOperation operation, EcsCall call) implements Exchange {
    @Override
    public Set<String> touched() {
      return operation.touched(call);
    }

    @Override
    public SimulatedResponse.Reply response(CallFaults faults) {
      ObjectNode response = operation.response(call.with(faults));
      call.shuffler().shuffle(response);
      return new SimulatedResponse.Reply(200, CONTENT_TYPE, Json.utf8(response));
    }
  }

  @Override
  public SimulatedResponse.Reply error(ApiException error) {
    ObjectNode body = Json.object().put("__type", error.code()).put("message", error.getMessage());
    return new SimulatedResponse.Reply(error.status(), CONTENT_TYPE, Json.utf8(body));
  }
}
