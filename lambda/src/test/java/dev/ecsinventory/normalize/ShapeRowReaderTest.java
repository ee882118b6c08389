package dev.ecsinventory.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.InProcessEcs;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Reading;
import dev.ecsinventory.scan.Reading.ClusterReading;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import dev.ecsinventory.scan.Scanner;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * A new reader per row returns what the readers of {@link Normalizer} do, which are built once per
 * process.
 */
class ShapeRowReaderTest {
  private static final Normalizer NORMALIZER = new Normalizer(SnapshotId.parse("20260115T060000Z"));

  @Test
  void aNewReaderFillsTheSameColumns() {
    List<Reading> readings = readings();
    readings.add(taskDefinition());
    int rows = 0;
    for (Reading reading : readings) {
      List<Row> expected = NORMALIZER.rows(InProcessEcs.PLACE, reading);
      List<Row> read = rows(reading, expected);
      assertEquals(expected, read);
      rows += read.size();
    }
    assertTrue(rows > 100, "only " + rows);
  }

  private static List<Row> rows(Reading reading, List<Row> expected) {
    return switch (reading) {
      case ClusterReading cluster -> List.of(row(expected.getFirst(), cluster.cluster(), null));
      case TaskDefinitionReading definition ->
          List.of(row(expected.getFirst(), definition.response().orElseThrow(), null));
      case ServiceReading service -> {
        List<Row> rows = new ArrayList<>();
        rows.add(row(expected.getFirst(), service.service(), null));
        for (int index = 0; index < service.taskSets().size(); index++) {
          rows.add(
              row(
                  expected.get(index + 1),
                  service.taskSets().get(index).taskSet(),
                  service.service()));
        }
        yield rows;
      }
    };
  }

  /** The row that a new reader fills, completed with the columns that the stages fill. */
  private static Row row(Row expected, SdkPojo resource, SdkPojo parent) {
    Dataset dataset = expected.dataset();
    Row.Builder row = NORMALIZER.begin(dataset, InProcessEcs.PLACE);
    ShapeRowReader.of(dataset).read(row, resource, parent);
    dataset.columns().stream()
        .filter(
            column ->
                column.source() instanceof Source.Requested
                    || column.source() instanceof Source.Stage)
        .forEach(column -> copy(column, expected, row));
    return row.build();
  }

  private static <T> void copy(Column<T> column, Row from, Row.Builder to) {
    to.set(column, from.get(column));
  }

  private static List<Reading> readings() {
    List<Reading> readings = Collections.synchronizedList(new ArrayList<>());
    try (InProcessEcs ecs =
        InProcessEcs.of(FleetGenerator.varied(7).generate(new FleetSize(4, 20, 3)))) {
      for (Target target :
          new Planner(ecs.reader(), Scope.EVERYTHING, Deadline.NONE, Clock.systemUTC())
              .plan()
              .targets()) {
        new Scanner(ecs.reader(), Scope.EVERYTHING).scan(target, Deadline.NONE, readings::add);
      }
    }
    return readings;
  }

  private static Reading taskDefinition() {
    String arn = "arn:aws:ecs:us-east-1:123456789012:task-definition/shop:7";
    return new TaskDefinitionReading(
        arn,
        Optional.of(
            DescribeTaskDefinitionResponse.builder()
                .taskDefinition(shape -> shape.taskDefinitionArn(arn).family("shop").revision(7))
                .tags(Tag.builder().key("Team").value("shop").build())
                .build()));
  }
}
