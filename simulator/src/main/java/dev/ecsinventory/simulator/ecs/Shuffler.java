package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reorders, at each call, the lists for which ECS specifies no order; the seed determines the
 * orders.
 */
final class Shuffler {
  private static final Set<String> UNORDERED =
      Set.of("tags", "subnets", "securityGroups", "clusters", "services", "taskSets", "failures");

  private final boolean on;
  private final long seed;
  private final AtomicLong calls = new AtomicLong();

  Shuffler(boolean on, long seed) {
    this.on = on;
    this.seed = seed;
  }

  /** The seed for a new listing's order; 0, which means the given order, without shuffling. */
  long order() {
    return on ? new Random(seed + calls.incrementAndGet()).nextLong() | 1 : 0;
  }

  void shuffle(JsonNode response) {
    if (on) {
      shuffle("", response, new Random(seed + calls.incrementAndGet()));
    }
  }

  private static void shuffle(String name, JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      if (UNORDERED.contains(name)) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        Collections.shuffle(elements, random);
        array.removeAll().addAll(elements);
      }
      array.forEach(element -> shuffle("", element, random));
    } else {
      node.properties().forEach(field -> shuffle(field.getKey(), field.getValue(), random));
    }
  }
}
