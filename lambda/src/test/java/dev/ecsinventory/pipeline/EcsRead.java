package dev.ecsinventory.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.scan.Scanner;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.simulator.EcsSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Reads one account and Region of a simulated fleet over HTTP, without writing files. */
record EcsRead(Plan plan, List<Scan> scans, List<Row> rows) {
  static final AccountRegion PLACE = new AccountRegion("123456789012", "us-east-1");

  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5));

  private static final double AS_FAST_AS_CAN_BE = 10_000;

  static {
    Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret")
        .forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
  }

  /**
   * Reads everything; {@code change} returns the body for an operation and the original response.
   */
  static EcsRead of(EcsSimulator simulator, BiFunction<String, ObjectNode, String> change) {
    try (AwsClients clients =
        new AwsClients(
            PLACE.region(),
            AS_FAST_AS_CAN_BE,
            EcsReader.DEFAULT_CONCURRENT_CALLS,
            QUICK,
            new ChangingHttpClient(
                new RoutedHttpClient(
                    UrlConnectionHttpClient.create(), Map.of("ecs", simulator.endpoint())),
                change))) {
      EcsReader reader = clients.ecs(PLACE, Optional.empty());
      Clock clock = Clock.fixed(Exporter.NOW, ZoneOffset.UTC);
      Plan plan = new Planner(reader, Scope.EVERYTHING, Deadline.NONE, clock).plan();
      Normalizer normalizer = new Normalizer(SnapshotId.at(Exporter.NOW, Optional.empty()));
      Queue<Row> rows = new ConcurrentLinkedQueue<>();
      List<Scan> scans = new ArrayList<>();
      for (Target target : plan.targets()) {
        scans.add(
            new Scanner(reader, Scope.EVERYTHING)
                .scan(
                    target,
                    Deadline.NONE,
                    reading -> rows.addAll(normalizer.rows(PLACE, reading))));
      }
      return new EcsRead(plan, scans, List.copyOf(rows));
    }
  }

  List<Row> rows(Dataset dataset) {
    return rows.stream().filter(row -> row.dataset() == dataset).toList();
  }

  List<ReadFailure> failures() {
    List<ReadFailure> failures = new ArrayList<>(plan.failures());
    scans.forEach(scan -> failures.addAll(scan.failures()));
    return failures;
  }
}
