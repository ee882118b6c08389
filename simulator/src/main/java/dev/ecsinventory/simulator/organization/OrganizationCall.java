package dev.ecsinventory.simulator.organization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.fleet.Organization;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One call of Organizations by a known caller. */
record OrganizationCall(Caller caller, Parameters input, FleetIndex fleet, TokenPages pages) {
  /** Organizations accepts no larger page. */
  private static final int MOST = 20;

  private static final Pattern PARENT =
      Pattern.compile("r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}");

  private static final Pattern TARGET = Pattern.compile("\\d{12}|" + PARENT.pattern());

  /** Accounts and parents that the call names. */
  Set<String> touched() {
    return Set.copyOf(
        Stream.of("ParentId", "TargetId").flatMap(name -> input.text(name).stream()).toList());
  }

  /** The organization of the caller's account, which must be an administrator of it. */
  private Organization administered() {
    Organization organization = organization();
    if (!organization.isAdministrator(account())) {
      throw OrganizationErrors.notAdministrator();
    }
    return organization;
  }

  private Organization organization() {
    return fleet
        .organization()
        .filter(_ -> fleet.member(account()).isPresent())
        .orElseThrow(OrganizationErrors::notInUse);
  }

  private String account() {
    return caller.fleetRegion().account();
  }

  ObjectNode listAccounts() {
    Organization organization = administered();
    return page("Accounts", organization.members(), "all", member -> account(organization, member));
  }

  ObjectNode listRoots() {
    Organization organization = administered();
    return page(
        "Roots",
        List.of(organization.root()),
        "roots",
        root ->
            Json.object()
                .put("Id", root)
                .put("Arn", organization.arn("root", root))
                .put("Name", "Root"));
  }

  ObjectNode listUnits() {
    Organization organization = administered();
    String parent = parent(organization);
    return page(
        "OrganizationalUnits",
        organization.units().stream().filter(unit -> unit.parent().equals(parent)).toList(),
        "units of " + parent,
        unit ->
            Json.object()
                .put("Id", unit.id())
                .put("Arn", organization.arn("ou", unit.id()))
                .put("Name", unit.name()));
  }

  ObjectNode listAccountsOfParent() {
    Organization organization = administered();
    String parent = parent(organization);
    return page(
        "Accounts",
        organization.members().stream().filter(member -> member.parent().equals(parent)).toList(),
        "accounts of " + parent,
        member -> account(organization, member));
  }

  /** Any account may read its own effective policy. */
  ObjectNode effectivePolicy() {
    if (!input.text("PolicyType").equals(Optional.of("TAG_POLICY"))) {
      throw OrganizationErrors.invalidInput("You specified an invalid policy type.");
    }
    Optional<String> named = input.text("TargetId");
    if (named.isPresent() && !TARGET.matcher(named.get()).matches()) {
      throw OrganizationErrors.invalidInput("You provided a value that does not match TargetId.");
    }
    Organization organization = organization();
    String target = named.orElse(account());
    if (!target.equals(account()) && !organization.isAdministrator(account())) {
      throw OrganizationErrors.notAdministrator();
    }
    Organization.Member member = fleet.member(target).orElseThrow(OrganizationErrors::noTarget);
    JsonNode policy = member.tagPolicy().orElseThrow(OrganizationErrors::noEffectivePolicy).node();
    ObjectNode response = Json.object();
    response
        .putObject("EffectivePolicy")
        .put("PolicyContent", policy.toString())
        .put("PolicyType", "TAG_POLICY")
        .put("TargetId", target);
    return response;
  }

  private String parent(Organization organization) {
    String parent = input.text("ParentId").orElse("");
    if (!PARENT.matcher(parent).matches()) {
      throw OrganizationErrors.invalidInput("You provided a value that does not match ParentId.");
    }
    if (!organization.hasParent(parent)) {
      throw OrganizationErrors.noParent();
    }
    return parent;
  }

  private static ObjectNode account(Organization organization, Organization.Member member) {
    return Json.object()
        .put("Id", member.id())
        .put("Arn", organization.arn("account", member.id()))
        .put("Email", member.id() + "@example.com")
        .put("Name", member.name())
        .put("State", member.state())
        .put("JoinedMethod", "CREATED");
  }

  private <T> ObjectNode page(
      String field, List<T> all, String listing, Function<T, ObjectNode> json) {
    int size = input.integer("MaxResults").orElse(MOST);
    if (size < 1 || size > MOST) {
      throw OrganizationErrors.invalidInput("You provided a MaxResults that is not from 1 to 20.");
    }
    try {
      TokenPages.Page<T> page = pages.page(all, listing, input.text("NextToken"), size);
      ObjectNode response = Json.object();
      response.set(field, Json.array(page.elements().stream().map(json).toList()));
      page.next().ifPresent(token -> response.put("NextToken", token));
      return response;
    } catch (TokenPages.InvalidTokenException invalid) {
      throw OrganizationErrors.invalidToken();
    }
  }
}
