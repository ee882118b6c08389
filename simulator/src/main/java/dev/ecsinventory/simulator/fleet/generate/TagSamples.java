package dev.ecsinventory.simulator.fleet.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags of generated task sets: ordinary ones, and unusual ones that often cause defects in tag
 * pipelines.
 */
final class TagSamples {
  private static final List<String> TEAMS = List.of("payments", "search", "identity", "Équipe Été");
  private static final List<String> ENVIRONMENTS = List.of("prod", "staging", "dev", "Prod");
  private static final int MOST = 50;

  /** Valid but unusual tags, which every part of the pipeline must preserve. */
  private static final List<Map<String, String>> ODD =
      List.of(
          Map.of("Env", "prod", "env", "Production", "ENV", ""),
          Map.of("owner", ""),
          Map.of("quote", "say \"hi\", it's \\ fine"),
          Map.of("note", "first line\nsecond line\r\n\tthird"),
          Map.of("mood", "🚀 naïve façade 数据 \u202Ertl"),
          Map.of("cost:center/team.unit", "a:b/c.d=e+f@g_h"),
          Map.of("スタック", "本番"),
          Map.of("null", "null", "true", "true", "1", "1"),
          Map.of(" padded ", "  spaces  "),
          Map.of("comma,semi;colon", "a,b;c|d\u0001<&>{}[]$*?"));

  private TagSamples() {}

  /** The tags of the task set with this ordinal in its fleet; some have none, some 50. */
  static ArrayNode tags(SeededRandom random, int ordinal) {
    Map<String, String> tags = new TreeMap<>();
    if (ordinal % 7 != 3) {
      tags.put("Team", random.pick(TEAMS));
      tags.put("Environment", random.pick(ENVIRONMENTS));
      tags.put("CostCenter", "CC-" + (1000 + random.below(9000)));
      tags.putAll(ODD.get(ordinal % ODD.size()));
    }
    if (ordinal % 97 == 11) {
      for (int i = tags.size(); i < MOST; i++) {
        tags.put("filler-" + i, random.hexadecimal());
      }
    }
    ArrayNode array = Json.array();
    tags.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
    return array;
  }

  /**
   * A task definition with tags that depend on its ARN only, so that no random values are used; one
   * in four has none.
   */
  static ObjectNode taskDefinition(String arn) {
    ObjectNode node = Json.object();
    String name = arn.substring(arn.indexOf('/') + 1);
    node.put("family", name.substring(0, name.indexOf(':')));
    node.put("revision", Integer.parseInt(name.substring(name.indexOf(':') + 1)));
    ArrayNode tags = node.putArray("tags");
    int choice = Math.floorMod(arn.hashCode(), TEAMS.size());
    if (choice > 0) {
      tags.addObject().put("key", "Team").put("value", TEAMS.get(choice));
    }
    return node;
  }

  /** Tags of clusters and services, whose keys differ from those of task sets. */
  static ArrayNode parentTags(SeededRandom random) {
    ArrayNode array = Json.array();
    array.addObject().put("key", "parent").put("value", random.pick(TEAMS));
    return array;
  }
}
