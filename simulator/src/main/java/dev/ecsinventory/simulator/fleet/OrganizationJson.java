package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** Converts an organization to JSON; {@link OrganizationReader} reads it back. */
final class OrganizationJson {
  private OrganizationJson() {}

  static ObjectNode of(Organization organization) {
    ObjectNode json =
        Json.object()
            .put("id", organization.id())
            .put("root", organization.root())
            .put("managementAccount", organization.managementAccount());
    json.set("delegatedAdministrators", Json.strings(new TreeSet<>(organization.administrators())));
    json.set(
        "units", Json.array(organization.units().stream().map(OrganizationJson::unit).toList()));
    json.set(
        "accounts",
        Json.array(organization.members().stream().map(OrganizationJson::member).toList()));
    return json;
  }

  private static ObjectNode unit(Organization.Unit unit) {
    return Json.object().put("id", unit.id()).put("name", unit.name()).put("parent", unit.parent());
  }

  private static ObjectNode member(Organization.Member member) {
    ObjectNode json =
        Json.object()
            .put("id", member.id())
            .put("name", member.name())
            .put("state", member.state())
            .put("parent", member.parent());
    if (!member.optInRegions().isEmpty()) {
      json.set("optInRegions", Json.strings(new TreeSet<>(member.optInRegions())));
    }
    member.tagPolicy().ifPresent(policy -> json.set("tagPolicy", policy.node()));
    return json;
  }
}
