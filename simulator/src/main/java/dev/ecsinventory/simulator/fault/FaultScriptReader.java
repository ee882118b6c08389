package dev.ecsinventory.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.DescriptionProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the JSON of a fault script. */
final class FaultScriptReader {
  private static final Set<String> CONDITIONS =
      Set.of("fault", "operation", "resource", "account", "region", "nth", "times");

  /** The faults that a script can name, each with its own fields. */
  private static final Map<String, Set<String>> FIELDS_OF_FAULT =
      Map.of(
          "THROTTLE", Set.of(),
          "SERVER_ERROR", Set.of(),
          "CLIENT_ERROR", Set.of(),
          "ACCESS_DENIED", Set.of(),
          "CONNECTION_RESET", Set.of(),
          "TRUNCATED_BODY", Set.of(),
          "MISSING", Set.of(),
          "DISAPPEAR", Set.of("as"),
          "SLOW", Set.of("delayMillis"),
          "ERROR", Set.of("status", "code", "message"));

  private final DescriptionProblems problems;

  private FaultScriptReader(DescriptionProblems problems) {
    this.problems = problems;
  }

  static FaultScript read(String source, String json) {
    DescriptionProblems problems = new DescriptionProblems(source);
    return new FaultScriptReader(problems).script(problems.parse(json));
  }

  private FaultScript script(JsonNode root) {
    List<FaultRule> rules = new ArrayList<>();
    if (root instanceof ObjectNode object && object.get("rules") instanceof ArrayNode array) {
      problems.unknownFields("$", object, Set.of("rules"));
      for (int i = 0; i < array.size(); i++) {
        rule(array.get(i), "$.rules[" + i + "]").ifPresent(rules::add);
      }
    } else {
      problems.add("$.rules", root.get("rules"), "a list of rules");
    }
    problems.check();
    return new FaultScript(rules);
  }

  private Optional<FaultRule> rule(JsonNode node, String path) {
    String fault = node.path("fault").asText();
    if (!(node instanceof ObjectNode rule) || !FIELDS_OF_FAULT.containsKey(fault)) {
      String names = String.join(", ", new TreeSet<>(FIELDS_OF_FAULT.keySet()));
      problems.add(path + ".fault", node.get("fault"), names);
      return Optional.empty();
    }
    Set<String> accepted = new HashSet<>(CONDITIONS);
    accepted.addAll(FIELDS_OF_FAULT.get(fault));
    problems.unknownFields(path, rule, accepted);
    Optional<String> operation = text(rule, "operation", path);
    if (!FaultRule.OPERATIONS.containsAll(operation.stream().toList())) {
      String names = String.join(", ", new TreeSet<>(FaultRule.OPERATIONS));
      problems.add(path + ".operation", rule.get("operation"), names);
      return Optional.empty();
    }
    boolean once = rule.has("nth") && !rule.has("times");
    return Optional.of(
        new FaultRule(
            operation,
            resource(rule, fault, path),
            text(rule, "account", path),
            text(rule, "region", path),
            number(rule, "nth", 1, 1, FaultRule.ALWAYS, path),
            number(rule, "times", once ? 1 : FaultRule.ALWAYS, 1, FaultRule.ALWAYS, path),
            fault(fault, rule, path)));
  }

  private Optional<String> resource(ObjectNode rule, String fault, String path) {
    Optional<String> resource = text(rule, "resource", path);
    boolean aboutOneResource = fault.equals("MISSING") || fault.equals("DISAPPEAR");
    if (aboutOneResource && resource.isEmpty()) {
      problems.add(path + ".resource", rule.get("resource"), "the ARN or name of what is " + fault);
    }
    return resource;
  }

  private Fault fault(String name, ObjectNode rule, String path) {
    return switch (name) {
      case "THROTTLE" -> new Fault.Throttle();
      case "SERVER_ERROR" -> new Fault.ServerError();
      case "CLIENT_ERROR" -> new Fault.ClientError();
      case "ACCESS_DENIED" -> new Fault.AccessDenied();
      case "CONNECTION_RESET" -> new Fault.ConnectionReset();
      case "TRUNCATED_BODY" -> new Fault.TruncatedBody();
      case "MISSING" -> new Fault.Missing();
      case "DISAPPEAR" -> disappear(rule, path);
      case "SLOW" ->
          new Fault.Slow(Duration.ofMillis(number(rule, "delayMillis", 1000, 0, 600_000, path)));
      case "ERROR" -> error(rule, path);
      default -> throw new IllegalStateException("a fault without a reader: " + name);
    };
  }

  private Fault disappear(ObjectNode rule, String path) {
    String as = text(rule, "as", path).orElse("MISSING");
    if (!Set.of("MISSING", "INACTIVE").contains(as)) {
      problems.add(path + ".as", rule.get("as"), "MISSING, INACTIVE");
    }
    return new Fault.Disappear(as.equals("INACTIVE"));
  }

  private Fault error(ObjectNode rule, String path) {
    Optional<String> code = text(rule, "code", path);
    if (code.isEmpty()) {
      problems.add(path + ".code", rule.get("code"), "an error code such as ClientException");
    }
    int status = number(rule, "status", 400, 400, 599, path);
    return new Fault.Error(status, code.orElse(""), text(rule, "message", path).orElse(""));
  }

  private Optional<String> text(ObjectNode rule, String field, String path) {
    JsonNode value = rule.get(field);
    if (value == null || value.isTextual()) {
      return Optional.ofNullable(value).map(JsonNode::asText);
    }
    problems.add(path + "." + field, value, "a string");
    return Optional.empty();
  }

  private int number(ObjectNode rule, String field, int absent, int least, int most, String path) {
    JsonNode value = rule.get(field);
    if (value == null) {
      return absent;
    }
    if (value.isInt() && value.asInt() >= least && value.asInt() <= most) {
      return value.asInt();
    }
    problems.add(path + "." + field, value, "a whole number from " + least + " to " + most);
    return least;
  }
}
