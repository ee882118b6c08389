package dev.ecsinventory.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  @TempDir Path directory;

  /** The generator uses every field of the API; its own test says so. */
  @Test
  void everyTaskSetTurnsBackIntoWhatEcsAnswered() {
    Fleet fleet = FleetGenerator.varied(7).generate(new FleetSize(4, 20, 3));
    Map<String, ObjectNode> responses = new HashMap<>();
    fleet.taskSets().forEach(set -> responses.put(set.arn(), set.document().node()));
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      exporter.run();
      for (JsonNode line : exporter.lines(TaskSets.DATASET)) {
        ObjectNode response = responses.remove(line.get("task_set_arn").textValue());
        assertTrue(line.get("tags_known").booleanValue());
        assertEquals(
            ApiShape.canonical(TaskSets.DATASET, response).toPrettyString(),
            sorted(ApiShape.of(TaskSets.DATASET, line), response).toPrettyString());
      }
    }
    assertEquals(Map.of(), responses);
  }

  /** The same members in the order of {@code like}, for a readable difference. */
  private static JsonNode sorted(JsonNode node, JsonNode like) {
    if (!(node instanceof ObjectNode object) || !(like instanceof ObjectNode model)) {
      return node;
    }
    ObjectNode ordered = object.objectNode();
    model
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (object.has(name)) {
                ordered.set(name, sorted(object.get(name), model.get(name)));
              }
            });
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!ordered.has(name)) {
                ordered.set(name, object.get(name));
              }
            });
    return ordered;
  }
}
