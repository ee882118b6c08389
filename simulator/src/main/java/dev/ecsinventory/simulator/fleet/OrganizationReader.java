package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses the organization of a fleet, and validates every part of it. */
final class OrganizationReader {
  private static final Pattern ID = Pattern.compile("o-[a-z0-9]{10,32}");
  private static final Pattern ROOT = Pattern.compile("r-[a-z0-9]{4,32}");
  private static final Pattern UNIT = Pattern.compile("ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern NAME = Pattern.compile("[ -~]{1,128}");
  private static final Pattern STATE = Pattern.compile("[A-Z_]+");
  private static final String PARENT_RULE = "the ID of the root or of a unit of this organization";

  private final DescriptionProblems problems;

  OrganizationReader(DescriptionProblems problems) {
    this.problems = problems;
  }

  /** The organization; empty when the fleet has none, or when its description is invalid. */
  Optional<Organization> read(JsonNode node, String path) {
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!(node instanceof ObjectNode json)) {
      problems.add(path, node, "an object");
      return Optional.empty();
    }
    problems.unknownFields(
        path,
        json,
        Set.of("id", "root", "managementAccount", "delegatedAdministrators", "units", "accounts"));
    String root = text(json, path, "root", ROOT, "an ID such as r-ex01");
    Organization organization =
        new Organization(
            text(json, path, "id", ID, "an ID such as o-exampleorg1"),
            root,
            text(json, path, "managementAccount", ACCOUNT, "twelve digits"),
            strings(json, path, "delegatedAdministrators", ACCOUNT, "twelve digits"),
            objects(json, path, "units", this::unit),
            objects(json, path, "accounts", (account, at) -> member(account, at, root)));
    checkReferences(organization, path);
    return Optional.of(organization);
  }

  private Organization.Unit unit(ObjectNode json, String path) {
    problems.unknownFields(path, json, Set.of("id", "name", "parent"));
    return new Organization.Unit(
        text(json, path, "id", UNIT, "an ID such as ou-ex01-production"),
        text(json, path, "name", NAME, "1 to 128 characters"),
        json.path("parent").asText());
  }

  private Organization.Member member(ObjectNode json, String path, String root) {
    problems.unknownFields(
        path, json, Set.of("id", "name", "state", "parent", "optInRegions", "tagPolicy"));
    JsonNode policy = json.path("tagPolicy");
    if (!policy.isMissingNode() && !policy.isObject()) {
      problems.add(path + ".tagPolicy", policy, "an effective tag policy as a JSON object");
    }
    return new Organization.Member(
        text(json, path, "id", ACCOUNT, "twelve digits"),
        text(json, path, "name", NAME, "1 to 128 characters"),
        json.has("state")
            ? text(json, path, "state", STATE, String.join(", ", Organization.STATES))
            : "ACTIVE",
        json.path("parent").asText(root),
        optIn(json, path),
        policy instanceof ObjectNode object ? Optional.of(Document.of(object)) : Optional.empty());
  }

  private Set<String> optIn(ObjectNode json, String path) {
    Set<String> regions = strings(json, path, "optInRegions", Pattern.compile(".+"), "a Region");
    if (!AwsRegions.OPT_IN.containsAll(regions)) {
      problems.add(
          path + ".optInRegions",
          json.get("optInRegions"),
          "Regions that are not enabled by default: " + String.join(", ", AwsRegions.OPT_IN));
    }
    return regions;
  }

  private void checkReferences(Organization organization, String path) {
    List<Organization.Unit> units = organization.units();
    unique(units.stream().map(Organization.Unit::id).toList(), path + ".units", "unit");
    List<String> accounts = organization.members().stream().map(Organization.Member::id).toList();
    unique(accounts, path + ".accounts", "account");
    if (!accounts.contains(organization.managementAccount())) {
      problems.add(path + ".accounts", "does not contain the managementAccount");
    }
    organization.members().stream()
        .filter(member -> !organization.hasParent(member.parent()))
        .forEach(
            member ->
                problems.add(
                    path + ".accounts: the parent of " + member.id(),
                    "is " + member.parent() + "; accepted: " + PARENT_RULE));
    units.stream()
        .filter(unit -> !reachesRoot(unit, organization))
        .forEach(
            unit ->
                problems.add(
                    path + ".units: the parent of " + unit.id(),
                    "is " + unit.parent() + "; accepted: " + PARENT_RULE + ", without a cycle"));
  }

  private static boolean reachesRoot(Organization.Unit unit, Organization organization) {
    Map<String, String> parents =
        organization.units().stream()
            .collect(
                Collectors.toMap(
                    Organization.Unit::id, Organization.Unit::parent, (one, other) -> one));
    Set<String> seen = new HashSet<>();
    String at = unit.id();
    while (parents.containsKey(at) && seen.add(at)) {
      at = parents.get(at);
    }
    return at.equals(organization.root());
  }

  private void unique(List<String> ids, String path, String what) {
    ids.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .forEach(
            (id, count) -> {
              if (count > 1) {
                problems.add(
                    path, "has two entries for the " + what + " " + id + "; accepted: one each");
              }
            });
  }

  private String text(ObjectNode json, String path, String field, Pattern form, String accepted) {
    JsonNode value = json.get(field);
    if (value == null || !value.isTextual() || !form.matcher(value.asText()).matches()) {
      problems.add(path + "." + field, value, accepted);
      return "";
    }
    return value.asText();
  }

  private Set<String> strings(
      ObjectNode json, String path, String field, Pattern form, String accepted) {
    Set<String> strings = new HashSet<>();
    for (JsonNode element : list(json, path, field)) {
      if (!element.isTextual() || !form.matcher(element.asText()).matches()) {
        problems.add(path + "." + field, element, accepted);
      }
      strings.add(element.asText());
    }
    return strings;
  }

  private interface Part<T> {
    T read(ObjectNode json, String path);
  }

  private <T> List<T> objects(ObjectNode json, String path, String field, Part<T> part) {
    List<T> parts = new ArrayList<>();
    int index = 0;
    for (JsonNode element : list(json, path, field)) {
      String at = "%s.%s[%d]".formatted(path, field, index++);
      if (element instanceof ObjectNode object) {
        parts.add(part.read(object, at));
      } else {
        problems.add(at, element, "an object");
      }
    }
    return parts;
  }

  private Iterable<JsonNode> list(ObjectNode json, String path, String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode array)) {
      problems.add(path + "." + field, value, "a list");
      return List.of();
    }
    return array;
  }
}
