package dev.ecsinventory.simulator.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fleet.AwsRegions;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.fleet.Organization;
import dev.ecsinventory.simulator.protocol.ApiException;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Parameters;
import dev.ecsinventory.simulator.protocol.Protocol;
import dev.ecsinventory.simulator.protocol.SimulatedRequest;
import dev.ecsinventory.simulator.protocol.SimulatedResponse;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The protocol of AWS Account Management, of which only {@code ListRegions} is served: REST with
 * JSON. An account is named by the management account or a delegated administrator only, and the
 * management account must not name itself.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html">
 *     ListRegions</a>
 */
public final class AccountProtocol implements Protocol {
  /** Path of the operation. */
  public static final String LIST_REGIONS = "/listRegions";

  private static final String CONTENT_TYPE = "application/json";
  private static final int DEFAULT_PAGE = 20;
  private static final int MOST = 50;
  private static final Set<String> STATUSES =
      Set.of("ENABLED", "ENABLING", "DISABLING", "DISABLED", "ENABLED_BY_DEFAULT");

  private final TokenPages pages;

  public AccountProtocol(SimulatorOptions options) {
    this.pages = new TokenPages(options);
  }

  @Override
  public String product() {
    return "account";
  }

  @Override
  public Action action(SimulatedRequest incoming) {
    return new ListRegions(Parameters.parse(incoming.body()), pages);
  }

  private record ListRegions(Parameters input, TokenPages pages) implements Action {
    @Override
    public String operation() {
      return "ListRegions";
    }

    @Override
    public Exchange exchange(Caller caller, FleetIndex fleet) {
      return new ListRegionsExchange(this, caller.fleetRegion().account(), fleet);
    }
  }

  private record ListRegionsExchange(ListRegions action, String caller, FleetIndex fleet)
      implements Exchange {
    private record RegionStatus(String region, String status) {}

    @Override
    public Set<String> touched() {
      return Set.copyOf(action.input().text("AccountId").stream().toList());
    }

    @Override
    public SimulatedResponse.Reply response(CallFaults faults) {
      String account = account();
      int size = action.input().integer("MaxResults").orElse(DEFAULT_PAGE);
      if (size < 1 || size > MOST) {
        throw OrganizationErrors.accountInvalid("MaxResults must be from 1 to 50.");
      }
      List<RegionStatus> regions = regions(account);
      try {
        String listing = "regions of " + account + action.input().texts("RegionOptStatusContains");
        TokenPages.Page<RegionStatus> page =
            action.pages().page(regions, listing, action.input().text("NextToken"), size);
        return new SimulatedResponse.Reply(200, CONTENT_TYPE, Json.utf8(json(page)));
      } catch (TokenPages.InvalidTokenException invalid) {
        throw OrganizationErrors.accountInvalid("NextToken is invalid.");
      }
    }

    /** Rejects the calls that AWS rejects. */
    private String account() {
      Optional<String> named = action.input().text("AccountId");
      if (named.isEmpty()) {
        return caller;
      }
      if (!named.get().matches("\\d{12}")) {
        throw OrganizationErrors.accountInvalid("AccountId must have twelve digits.");
      }
      Optional<Organization> organization = fleet.organization();
      if (organization.filter(one -> one.isAdministrator(caller)).isEmpty()) {
        throw OrganizationErrors.accountDenied(
            "User in " + caller + " is not authorized to perform: account:ListRegions");
      }
      if (organization.get().managementAccount().equals(named.get())) {
        throw OrganizationErrors.accountDenied(
            "The management account can only be managed using the standalone context.");
      }
      if (fleet.member(named.get()).isEmpty()) {
        throw OrganizationErrors.accountUnknown(named.get() + " is not in the organization.");
      }
      return named.get();
    }

    private List<RegionStatus> regions(String account) {
      List<String> asked = action.input().texts("RegionOptStatusContains");
      if (!STATUSES.containsAll(asked)) {
        throw OrganizationErrors.accountInvalid("RegionOptStatusContains has an unknown status.");
      }
      Set<String> enabled =
          fleet.member(account).map(Organization.Member::optInRegions).orElse(Set.of());
      return Stream.concat(
              AwsRegions.BY_DEFAULT.stream()
                  .map(region -> new RegionStatus(region, "ENABLED_BY_DEFAULT")),
              AwsRegions.OPT_IN.stream()
                  .map(
                      region ->
                          new RegionStatus(
                              region, enabled.contains(region) ? "ENABLED" : "DISABLED")))
          .filter(region -> asked.isEmpty() || asked.contains(region.status()))
          .toList();
    }

    private static ObjectNode json(TokenPages.Page<RegionStatus> page) {
      ObjectNode response = Json.object();
      response.set(
          "Regions",
          Json.array(
              page.elements().stream()
                  .map(
                      region ->
                          Json.object()
                              .put("RegionName", region.region())
                              .put("RegionOptStatus", region.status()))
                  .toList()));
      page.next().ifPresent(token -> response.put("NextToken", token));
      return response;
    }
  }

  @Override
  public SimulatedResponse.Reply error(ApiException error) {
    ObjectNode body = Json.object().put("__type", error.code()).put("message", error.getMessage());
    return new SimulatedResponse.Reply(error.status(), CONTENT_TYPE, Json.utf8(body));
  }

  @Override
  public ApiException throttled() {
    return OrganizationErrors.accountThrottled();
  }
}
