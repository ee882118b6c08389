package dev.ecsinventory.cli.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.past.ecs.PastEcs;
import dev.ecsinventory.cli.past.ecs.PastEndpoint;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve} returns the original responses of the time of a snapshot, including failures. */
@Execution(ExecutionMode.CONCURRENT)
class PastEcsTest {
  private static final Instant FIRST = Instant.parse("2026-01-15T06:00:00Z");
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";
  private static final String RESOURCES = "src/test/resources/dev/ecsinventory/cli/past/";

  @TempDir private Path directory;

  /** A fleet at a time, and its read failures. */
  private record State(Instant time, Fleet fleet, FaultRule[] faults) {
    SortedMap<String, String> responses() {
      return serve(uri -> new Walk(uri, ACCOUNT, REGION).responses());
    }

    <T> T serve(Function<URI, T> client) {
      try (EcsSimulator origin = EcsSimulator.start(fleet, SimulatorOptions.DEFAULTS)) {
        origin.faults(FaultScript.of(faults));
        return client.apply(origin.endpoint());
      }
    }
  }

  /** Takes three snapshots, an hour apart, of a fleet that changes. */
  private List<State> history(long seed) {
    Random random = new Random(seed);
    Fleet fleet = FleetGenerator.varied(seed).generate(new FleetSize(4, 13, 3));
    List<State> states = new ArrayList<>();
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      for (int hour = 0; hour < 3; hour++) {
        Instant time = FIRST.plus(Duration.ofHours(hour));
        FaultRule[] faults = hour == 1 ? new FaultRule[0] : PastFleets.faults(fleet, random);
        exporter.simulator().fleet(fleet);
        exporter.faults(faults);
        exporter.run("{\"time\":\"%s\",\"detail\":{}}".formatted(time));
        states.add(new State(time, fleet, faults));
        fleet = PastFleets.changed(fleet, random);
      }
    }
    return states;
  }

  private PastEndpoint serve(Instant asOf) {
    try (AwsClients clients = new AwsClients(REGION, 10, Backoff.DEFAULT)) {
      SnapshotLocation location = SnapshotLocation.open(directory.toString(), clients);
      PastEcs ecs =
          new PastEcs(new AsOf(location, Optional.of(Duration.ofHours(1))).find("--as-of", asOf));
      ecs.readAll();
      return PastEndpoint.start(ecs, asOf, Optional.empty(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void returnsTheOriginalResponsesOfEachTime(long seed) {
    for (State state : history(seed)) {
      SortedMap<String, String> origin = state.responses();
      assertTrue(origin.size() > 50, "few responses: " + origin.size());
      try (PastEndpoint past = serve(state.time().plusSeconds(1800))) {
        SortedMap<String, String> served = new Walk(past.uri(), ACCOUNT, REGION).responses();
        assertEquals(lines(origin), lines(served));
      }
    }
  }

  private static String lines(SortedMap<String, String> responses) {
    StringBuilder lines = new StringBuilder();
    responses.forEach(
        (call, response) -> lines.append(call).append(" -> ").append(response).append('\n'));
    return lines.toString();
  }

  @Test
  void boto3ReceivesTheOriginalResponses() throws Exception {
    assumeTrue(
        run("python3", "-c", "import boto3").exitCode() == 0,
        "skipped: this machine's python3 has no boto3");
    for (State state : history(11)) {
      Finished origin = state.serve(uri -> walk(uri));
      assertEquals(0, origin.exitCode(), origin::output);
      assertTrue(origin.output().contains("describe_task_sets"), origin::output);
      try (PastEndpoint past = serve(state.time())) {
        assertEquals(origin.output(), walk(past.uri()).output());
      }
    }
  }

  @Test
  void aScriptOfTheAwsCommandLineReceivesTheOriginalResponses() throws Exception {
    assumeTrue(
        run("aws", "--version").exitCode() == 0, "skipped: this machine has no AWS command line");
    State state = history(12).get(1);
    Finished origin = state.serve(uri -> script(uri));
    assertEquals(0, origin.exitCode(), origin::output);
    assertTrue(origin.output().contains("ecs-svc/"), origin::output);
    assertTrue(origin.output().contains("ClusterNotFoundException"), origin::output);
    try (PastEndpoint past = serve(state.time())) {
      assertEquals(withoutWrites(origin.output()), withoutWrites(script(past.uri()).output()));
    }
  }

  /** The past denies writes. */
  private static String withoutWrites(String output) {
    return output.substring(0, output.lastIndexOf("exit code"));
  }

  private Finished script(URI endpoint) {
    return run(
        "sh", Path.of(RESOURCES + "walk.sh").toAbsolutePath().toString(), endpoint.toString());
  }

  private record Finished(int exitCode, String output) {}

  private Finished walk(URI endpoint) {
    return run(
        "python3", Path.of(RESOURCES + "walk.py").toAbsolutePath().toString(), endpoint.toString());
  }

  private Finished run(String... command) {
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("AWS_ACCESS_KEY_ID", ACCOUNT);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    builder.environment().put("AWS_DEFAULT_REGION", REGION);
    try {
      int exitCode = builder.start().waitFor();
      return new Finished(exitCode, Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException missing) {
      return new Finished(-1, missing.toString());
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
