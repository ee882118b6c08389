package dev.ecsinventory.bench.coldstart;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.BenchFleet;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.bench.process.SimulatorProcess;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.simulator.runtime.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/**
 * Measures the packaged function in Lambda's runtime client: the time from the start of the process
 * to its request for an event, and to the end of its first snapshot, compared with a function in
 * the same package that only builds the same clients. Both start alternately, under the same
 * conditions.
 */
public final class ColdStartBenchmark implements Benchmark {
  private static final BenchFleet FLEET = new BenchFleet(BenchFleet.SERVICES_PER_CLUSTER);
  private static final int RUNS = 5;
  private static final double LONGEST = 1.25;
  private static final double MAX_MEGABYTES = 20;
  private static final double MEGABYTE = 1e6;
  private static final String EVENT = "{\"time\":\"2026-01-15T%02d:00:00Z\",\"detail\":{}}";
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public String measures() {
    return "the packaged function's first seconds, compared with one that only builds the same"
        + " clients";
  }

  @Override
  public void run(Findings findings) throws Exception {
    if (!Files.isRegularFile(PackagedFunction.ARCHIVE)) {
      throw new IOException(
          PackagedFunction.ARCHIVE + " is not there; accepted: what package builds");
    }
    findings.add(
        Figure.of(
            "package",
            Files.size(PackagedFunction.ARCHIVE) / MEGABYTE,
            "MB",
            Goal.atMost(MAX_MEGABYTES)));
    try (ScratchDirectory scratch = ScratchDirectory.create();
        SimulatorProcess ecs = SimulatorProcess.start(FLEET, List.of());
        EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS);
        EmbeddedDynamoDb table = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1)) {
      s3.createBucket("inventory-bucket");
      table.createTable("inventory-table");
      FunctionProcess function =
          PackagedFunction.unpacked(scratch.path(), ClientsOnlyFunction.class);
      Map<String, String> environment = environment(ecs, s3, table);
      compare(function, environment, "", true, findings);
      compare(
          function.with(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")),
          environment,
          ", with all compilers",
          false,
          findings);
      HttpClients.compare(environment, findings);
      LazyClients.compare(environment, findings);
      AotCache.compare(function, scratch.path(), EVENT, 2 * RUNS, environment, findings);
    }
  }

  private static Map<String, String> environment(
      SimulatorProcess ecs, EmbeddedS3 s3, EmbeddedDynamoDb table) {
    return Map.ofEntries(
        Map.entry("AWS_ENDPOINT_URL", ecs.endpoint()),
        Map.entry("AWS_ENDPOINT_URL_S3", s3.endpoint().toString()),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString()),
        Map.entry("AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId()),
        Map.entry("AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey()),
        Map.entry("AWS_REGION", Region.US_EAST_1.id()),
        Map.entry("INVENTORY_BUCKET", "inventory-bucket"),
        Map.entry("INVENTORY_TABLE", "inventory-table"),
        Map.entry("ECS_READS_PER_SECOND", "1000"));
  }

  private static void compare(
      FunctionProcess function,
      Map<String, String> environment,
      String how,
      boolean hasGoal,
      Findings findings)
      throws IOException, InterruptedException {
    List<Invocation> floors = new ArrayList<>();
    List<Invocation> ours = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      String event = EVENT.formatted(hasGoal ? run : RUNS + run);
      floors.add(function.invoke(ClientsOnlyFunction.class.getName(), event, environment));
      ours.add(function.invoke(InventoryHandler.class.getName(), event, environment));
    }
    Start floor = new Start(floors);
    Start start = new Start(ours);
    double ready = start.secondsUntilReady() / floor.secondsUntilReady();
    findings.add(
        hasGoal
            ? Figure.of("until ready / clients only" + how, ready, "×", Goal.atMost(LONGEST))
            : Figure.of("until ready / clients only" + how, ready, "×"));
    explain(start, floor, how, findings);
  }

  private static void explain(Start start, Start floor, String how, Findings findings) {
    findings.add(
        Figure.of(
            "processor time until ready / clients only" + how,
            start.processorUntilReady() / floor.processorUntilReady(),
            "×"));
    findings.add(
        Figure.of(
            "until the first snapshot / until clients only responds" + how,
            start.secondsUntilResponse() / floor.secondsUntilResponse(),
            "×"));
    findings.add(Figure.of("until ready" + how, start.secondsUntilReady(), "s"));
    findings.add(Figure.of("until ready, processor" + how, start.processorUntilReady(), "s"));
    findings.add(Figure.of("until the first snapshot" + how, start.secondsUntilResponse(), "s"));
    findings.add(
        Figure.of(
            "until the first snapshot, processor" + how, start.processorUntilResponse(), "s"));
  }
}
