package dev.ecsinventory.simulator.organization;

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

/**
 * The protocol of AWS Organizations: AWS JSON 1.1. Only the management account and delegated
 * administrators may list the organization. Accounts have a {@code State}, and not the retired
 * {@code Status}.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html">AWS
 *     Organizations API</a>
 */
public final class OrganizationsProtocol implements Protocol {
  public static final String TARGET_PREFIX = "AWSOrganizationsV20161128.";

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private static final Map<String, Function<OrganizationCall, ObjectNode>> OPERATIONS =
      Map.of(
          "ListAccounts", OrganizationCall::listAccounts,
          "ListRoots", OrganizationCall::listRoots,
          "ListOrganizationalUnitsForParent", OrganizationCall::listUnits,
          "ListAccountsForParent", OrganizationCall::listAccountsOfParent,
          "DescribeEffectivePolicy", OrganizationCall::effectivePolicy);

  private final TokenPages pages;

  public OrganizationsProtocol(SimulatorOptions options) {
    this.pages = new TokenPages(options);
  }

  @Override
  public String product() {
    return "organizations";
  }

  @Override
  public Action action(SimulatedRequest incoming) {
    String target = incoming.header("X-Amz-Target").orElse("");
    String name = target.substring(TARGET_PREFIX.length());
    if (!OPERATIONS.containsKey(name)) {
      throw Errors.unknownOperation(target);
    }
    return new OrganizationsAction(name, Parameters.parse(incoming.body()), pages);
  }

  private record OrganizationsAction(String operation, Parameters input, TokenPages pages)
      implements Action {
    @Override
    public Exchange exchange(Caller caller, FleetIndex fleet) {
      OrganizationCall call = new OrganizationCall(caller, input, fleet, pages);
      return new OrganizationsExchange(OPERATIONS.get(operation), call);
    }
  }

  private record OrganizationsExchange(
      Function<OrganizationCall, ObjectNode> operation, OrganizationCall call) implements Exchange {
    @Override
    public Set<String> touched() {
      return call.touched();
    }

    @Override
    public SimulatedResponse.Reply response(CallFaults faults) {
      return new SimulatedResponse.Reply(200, CONTENT_TYPE, Json.utf8(operation.apply(call)));
    }
  }

  @Override
  public SimulatedResponse.Reply error(ApiException error) {
    ObjectNode body = Json.object().put("__type", error.code()).put("Message", error.getMessage());
    return new SimulatedResponse.Reply(error.status(), CONTENT_TYPE, Json.utf8(body));
  }

  @Override
  public ApiException throttled() {
    return OrganizationErrors.organizationsThrottled();
  }
}
