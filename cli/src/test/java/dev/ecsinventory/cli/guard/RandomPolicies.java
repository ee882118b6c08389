package dev.ecsinventory.cli.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random policies and requests that often affect each other. */
final class RandomPolicies {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static final List<String> KEYS = List.of("Env", "Team", "0815", "Straße:X");
  private static final List<String> VALUES =
      List.of("prod", "prodx", "", "a*b", "aXb", "a?b", "${aws:username}", "$", "x ${*} y", "é部");
  private static final List<String> PATTERNS = List.of("p*", "*x", "*${x", "a?*", "x*y", "*");
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");
  private static final List<String> CLUSTERS = List.of("prod-a", "prod-b", "test");
  private static final List<String> SERVICES = List.of("web", "legacy-web", "api");

  private static final Map<String, List<String>> GLOBS =
      Map.of(
          "accounts", List.of("111122223333", "4444*", "11112222333?"),
          "regions", List.of("eu-*", "us-east-1"),
          "clusters", List.of("prod-*", "test", "a*", "arn:aws:ecs:*:*:cluster/prod-?"),
          "services",
              List.of(
                  "web",
                  "legacy-*",
                  "*web",
                  "arn:aws:ecs:eu-west-1:111122223333:service/web",
                  "arn:aws*:ecs:*:*:service/prod-a/*"));

  private final RandomGenerator random;

  RandomPolicies(RandomGenerator random) {
    this.random = random;
  }

  TagPolicy policy() {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    ArrayNode rules = file.putArray("rules");
    for (int rule = random.nextInt(1, 4); rule > 0; rule--) {
      ObjectNode node = rules.addObject();
      scope(node);
      if (random.nextBoolean()) {
        tagPolicy(node.putArray("tag_policies").addObject().putObject("tags"));
      } else {
        ObjectNode required = node.putObject("required_tags").put("tag1Key", pick(KEYS));
        if (random.nextBoolean()) {
          required.put("tag1Value", pick(List.of("prod,a*b", "a?b", "$,${aws:username}")));
        }
      }
    }
    ArrayNode waivers = file.putArray("waivers");
    for (int waiver = random.nextInt(3); waiver > 0; waiver--) {
      ObjectNode node = waivers.addObject().put("reason", "r").put("owner", "o");
      node.put("expires", pick(List.of("2026-02-01", "2026-06-30", "2026-12-31")));
      scope(node);
      if (random.nextBoolean()) {
        node.putArray("tags").add(pick(KEYS).toLowerCase(Locale.ROOT));
      }
    }
    file.put("grace_period_minutes", random.nextInt(2) * 30);
    return parsed(file.toString());
  }

  static TagPolicy parsed(String text) {
    return new TagPolicyParser(
            reference -> {
              throw new AssertionError(reference);
            })
        .parse("policy.json", text);
  }

  private void tagPolicy(ObjectNode tags) {
    String key = pick(KEYS);
    ObjectNode tag = tags.putObject(key).put("tag_key", key);
    if (random.nextBoolean()) {
      tag.putArray("report_required_tag_for").add("ecs:task-set");
    }
    if (random.nextInt(4) > 0) {
      ArrayNode values = tag.putArray("tag_value");
      for (int value = random.nextInt(4); value > 0; value--) {
        String literal = pick(VALUES);
        values.add(random.nextBoolean() ? pick(PATTERNS) : literal);
      }
    }
  }

  private void scope(ObjectNode node) {
    if (random.nextBoolean()) {
      ObjectNode scope = node.putObject("scope");
      for (int part = random.nextInt(1, 3); part > 0; part--) {
        String name = pick(List.copyOf(GLOBS.keySet()));
        ArrayNode globs = scope.putArray(name);
        for (int glob = random.nextInt(1, 3); glob > 0; glob--) {
          globs.add(pick(GLOBS.get(name)));
        }
      }
    }
  }

  Request request() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int tag = random.nextInt(4); tag > 0; tag--) {
      String key = pick(KEYS);
      String spelled =
          switch (random.nextInt(6)) {
            case 0 -> key.toLowerCase(Locale.ROOT);
            case 1 -> key.replace('E', 'e').replace('T', 't').replace('X', 'x');
            default -> key;
          };
      tags.put(spelled, pick(VALUES));
    }
    return new Request(
        pick(ACCOUNTS),
        pick(REGIONS),
        pick(CLUSTERS),
        pick(SERVICES),
        tags,
        "deployer",
        pick(
            List.of(
                NOW,
                Instant.parse("2026-07-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"))));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
