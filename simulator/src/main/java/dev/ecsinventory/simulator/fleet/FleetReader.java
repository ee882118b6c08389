package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses a fleet's JSON, validates every part of it, and adds defaults. */
final class FleetReader {
  private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
  private static final String NAME_RULE = "1 to 255 letters, digits, hyphens and underscores";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final int MAX_TAGS = 50;

  /** Names whose type the resource's shape has already checked. */
  private static final Set<String> API_FIELDS = Set.of("clusterName", "serviceName", "family");

  private final DescriptionProblems problems;

  private FleetReader(DescriptionProblems problems) {
    this.problems = problems;
  }

  static Fleet read(String source, String json) {
    DescriptionProblems problems = new DescriptionProblems(source);
    return new FleetReader(problems).fleet(problems.parse(json));
  }

  static Fleet read(String source, JsonNode json) {
    return new FleetReader(new DescriptionProblems(source)).fleet(json);
  }

  private Fleet fleet(JsonNode root) {
    List<Fleet.Account> accounts = new ArrayList<>();
    if (root instanceof ObjectNode object) {
      problems.unknownFields("$", object, Set.of("accounts", "organization"));
    }
    for (Element account : elements(root, "$", "accounts")) {
      account(account).ifPresent(accounts::add);
    }
    unique(accounts.stream().map(Fleet.Account::id).toList(), "$.accounts", "account");
    if (root.path("accounts").isEmpty()) {
      problems.add("$.accounts", root.get("accounts"), "a list of at least one account");
    }
    Optional<Organization> organization =
        new OrganizationReader(problems).read(root.get("organization"), "$.organization");
    problems.check();
    return new Fleet(accounts, organization);
  }

  /** An element of a list with its JSON path. */
  private record Element(ObjectNode node, String path) {}

  private List<Element> elements(JsonNode parent, String parentPath, String field) {
    JsonNode list = parent.get(field);
    String path = parentPath + "." + field;
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!(list instanceof ArrayNode array)) {
      problems.add(path, list, "a list");
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof ObjectNode object) {
        elements.add(new Element(object, path + "[" + i + "]"));
      } else {
        problems.add(path + "[" + i + "]", array.get(i), "an object");
      }
    }
    return elements;
  }

  private Optional<Fleet.Account> account(Element element) {
    problems.unknownFields(element.path(), element.node(), Set.of("id", "externalId", "regions"));
    boolean good = text(element, "id", ACCOUNT_ID, "twelve digits");
    JsonNode externalId = element.node().path("externalId");
    if (!externalId.isMissingNode() && !externalId.isTextual()) {
      problems.add(element.path() + ".externalId", externalId, "a string");
    }
    String id = element.node().path("id").asText();
    List<Fleet.Region> regions = new ArrayList<>();
    for (Element region : elements(element.node(), element.path(), "regions")) {
      region(id, region).ifPresent(regions::add);
    }
    unique(
        regions.stream().map(Fleet.Region::name).toList(), element.path() + ".regions", "region");
    return good
        ? Optional.of(new Fleet.Account(id, Optional.ofNullable(externalId.textValue()), regions))
        : Optional.empty();
  }

  private Optional<Fleet.Region> region(String account, Element element) {
    problems.unknownFields(
        element.path(), element.node(), Set.of("name", "clusters", "taskDefinitions"));
    boolean good = text(element, "name", REGION, "a region such as eu-central-1");
    FleetRegion fleetRegion = new FleetRegion(account, element.node().path("name").asText());
    List<Fleet.Cluster> clusters = new ArrayList<>();
    for (Element cluster : elements(element.node(), element.path(), "clusters")) {
      cluster(fleetRegion, cluster).ifPresent(clusters::add);
    }
    unique(
        clusters.stream().map(Fleet.Cluster::name).toList(),
        element.path() + ".clusters",
        "cluster");
    List<Fleet.TaskDefinition> definitions = taskDefinitions(fleetRegion, element);
    return good
        ? Optional.of(new Fleet.Region(fleetRegion.region(), clusters, definitions))
        : Optional.empty();
  }

  private List<Fleet.TaskDefinition> taskDefinitions(FleetRegion fleetRegion, Element region) {
    List<Fleet.TaskDefinition> definitions = new ArrayList<>();
    for (Element element : elements(region.node(), region.path(), "taskDefinitions")) {
      resource("DescribedTaskDefinition", element, Set.of());
      JsonNode revision = element.node().path("revision");
      if (revision.isMissingNode() || revision.isIntegralNumber() && revision.asLong() < 1) {
        problems.add(
            element.path() + ".revision", element.node().get("revision"), "a number from 1");
      } else if (text(element, "family", NAME, NAME_RULE)) {
        definitions.add(FleetTaskDefinitions.of(fleetRegion, element.node()));
      }
    }
    unique(
        definitions.stream().map(Fleet.TaskDefinition::arn).toList(),
        region.path() + ".taskDefinitions",
        "task definition");
    return definitions;
  }

  private Optional<Fleet.Cluster> cluster(FleetRegion fleetRegion, Element element) {
    resource("Cluster", element, Set.of("services"));
    boolean good = text(element, "clusterName", NAME, NAME_RULE);
    ClusterDefaults defaults =
        new ClusterDefaults(fleetRegion, element.node().path("clusterName").asText());
    List<Fleet.Service> services = new ArrayList<>();
    for (Element service : elements(element.node(), element.path(), "services")) {
      service(defaults, service).ifPresent(services::add);
    }
    unique(
        services.stream().map(Fleet.Service::name).toList(),
        element.path() + ".services",
        "service");
    element.node().remove("services");
    return good ? Optional.of(defaults.cluster(element.node(), services)) : Optional.empty();
  }

  private Optional<Fleet.Service> service(ClusterDefaults defaults, Element element) {
    resource("Service", element, Set.of("shortArn", "taskSets"));
    boolean good = text(element, "serviceName", NAME, NAME_RULE);
    JsonNode shortArn = element.node().path("shortArn");
    if (!shortArn.isMissingNode() && !shortArn.isBoolean()) {
      problems.add(element.path() + ".shortArn", shortArn, "true or false");
    }
    List<Element> taskSets = elements(element.node(), element.path(), "taskSets");
    taskSets.forEach(this::taskSet);
    element.node().remove("taskSets");
    if (!good) {
      return Optional.empty();
    }
    Fleet.Service service =
        defaults.service(element.node(), taskSets.stream().map(Element::node).toList());
    unique(
        service.taskSets().stream().map(Fleet.TaskSet::id).toList(),
        element.path() + ".taskSets",
        "task set");
    return Optional.of(service);
  }

  private void taskSet(Element element) {
    resource("TaskSet", element, Set.of());
    JsonNode id = element.node().path("id");
    if (id.isTextual() && !Fleet.TASK_SET_ID.matcher(id.asText()).matches()) {
      problems.add(element.path() + ".id", id, "an id such as ecs-svc/1234567890123456789");
    }
  }

  private void resource(String shape, Element element, Set<String> more) {
    ApiShapes.check(shape, element.node(), element.path(), more, problems);
    JsonNode tags = element.node().path("tags");
    if (tags.size() > MAX_TAGS) {
      problems.add(
          element.path() + ".tags", "has " + tags.size() + " entries; accepted: at most 50");
    }
  }

  private boolean text(Element element, String field, Pattern pattern, String accepted) {
    JsonNode value = element.node().get(field);
    boolean good = value != null && value.isTextual() && pattern.matcher(value.asText()).matches();
    // The shape has already reported a value of the wrong type in a field of the API.
    if (!good && (value == null || value.isTextual() || !API_FIELDS.contains(field))) {
      problems.add(element.path() + "." + field, value, accepted);
    }
    return good;
  }

  private void unique(List<String> names, String path, String what) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        problems.add(path, "has two entries for the " + what + " " + name + "; accepted: one each");
      }
    }
  }
}
