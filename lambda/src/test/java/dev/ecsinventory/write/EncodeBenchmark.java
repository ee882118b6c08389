package dev.ecsinventory.write;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.SdkJson;
import dev.ecsinventory.scan.Reading;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.Fleet;
import dev.ecsinventory.simulator.FleetGenerator;
import dev.ecsinventory.simulator.FleetSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Rows a second of normalize and encode, for each format, beside normalize alone: {@code ./mvnw
 * -Pbench verify}. Ratios within one run carry the argument; the seconds are the machine's.
 */
public final class EncodeBenchmark {
  private static final int ROUNDS = 8;

  private EncodeBenchmark() {}

  public static void main(String[] arguments) {
    List<Reading> readings = readings();
    Normalizer normalizer =
        new Normalizer(SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty()));
    AccountRegion place = new AccountRegion("123456789012", "us-east-1");
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      List<Row> rows = new ArrayList<>();
      for (Reading reading : readings) {
        normalizer.rows(place, reading).stream()
            .filter(row -> row.dataset() == TaskSets.DATASET)
            .forEach(rows::add);
      }
      double normalize = seconds(start);
      StringBuilder line = new StringBuilder();
      for (FileFormat format : FileFormat.values()) {
        start = System.nanoTime();
        byte[] bytes = RowEncoder.of(format).encode(TaskSets.DATASET, rows);
        double encode = seconds(start);
        line.append(
            "  normalize + %s: %,.0f rows/s, %d bytes a row"
                .formatted(
                    format.folder(),
                    rows.size() / (normalize + encode),
                    bytes.length / rows.size()));
      }
      System.out.printf(
          "round %d, %,d rows: normalize: %,.0f rows/s%s%n",
          round, rows.size(), rows.size() / normalize, line);
    }
  }

  private static List<Reading> readings() {
    Fleet fleet = FleetGenerator.varied(1).generate(new FleetSize(20, 300, 5));
    List<Reading> readings = new ArrayList<>();
    fleet
        .services()
        .forEach(
            service ->
                readings.add(
                    new Reading.ServiceReading(
                        Service.builder().serviceArn(service.arn()).clusterArn("c").build(),
                        service.taskSets().stream()
                            .map(set -> new Reading.TaskSetReading(taskSet(set), true))
                            .toList())));
    return readings;
  }

  private static TaskSet taskSet(Fleet.TaskSet set) {
    var document = set.document().node();
    for (String time : List.of("createdAt", "updatedAt", "stabilityStatusAt")) {
      if (document.has(time)) {
        document.put(
            time, Instant.ofEpochMilli((long) (document.get(time).asDouble() * 1000)).toString());
      }
    }
    return SdkJson.read(TaskSet.builder(), document).build();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
