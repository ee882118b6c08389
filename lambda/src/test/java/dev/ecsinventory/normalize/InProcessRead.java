package dev.ecsinventory.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.InProcessEcs;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Scanner;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The rows of a simulated account and Region, read in this process, as lines of JSON. */
record InProcessRead(List<Row> rows) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final SnapshotId ID = SnapshotId.parse("20260115T060000Z");

  static InProcessRead of(Fleet fleet) {
    Queue<Row> rows = new ConcurrentLinkedQueue<>();
    Normalizer normalizer = new Normalizer(ID);
    try (InProcessEcs ecs = InProcessEcs.of(fleet)) {
      Plan plan =
          new Planner(ecs.reader(), Scope.EVERYTHING, Deadline.NONE, Clock.systemUTC()).plan();
      for (Target target : plan.targets()) {
        new Scanner(ecs.reader(), Scope.EVERYTHING)
            .scan(
                target,
                Deadline.NONE,
                reading -> rows.addAll(normalizer.rows(InProcessEcs.PLACE, reading)));
      }
    }
    return new InProcessRead(List.copyOf(rows));
  }

  List<JsonNode> lines(Dataset dataset) {
    return rows.stream()
        .filter(row -> row.dataset() == dataset)
        .map(InProcessRead::parsed)
        .toList();
  }

  private static JsonNode parsed(Row row) {
    try {
      return MAPPER.readTree(JsonLinesEncoder.line(row));
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
