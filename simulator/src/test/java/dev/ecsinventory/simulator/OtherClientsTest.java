package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** boto3 and the AWS command line can use a simulator in place of AWS. */
class OtherClientsTest {
  private static final Fleet FLEET = FleetGenerator.varied(11).generate(new FleetSize(3, 13, 3));

  @TempDir private Path directory;

  private record Finished(int exitCode, String output) {}

  private Finished run(List<String> command) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    return new Finished(
        builder.start().waitFor(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private boolean runs(String... command) throws InterruptedException {
    try {
      return run(List.of(command)).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void servesBoto3() throws Exception {
    assumeTrue(
        runs("python3", "-c", "import boto3"), "skipped: this machine's python3 has no boto3");
    Path fleet = Files.writeString(directory.resolve("fleet.json"), FLEET.toJson().toString());
    Path script = Path.of("src/test/resources/dev/ecsinventory/simulator/walk.py");
    try (EcsSimulator simulator = EcsSimulator.start(FLEET, SimulatorOptions.DEFAULTS)) {
      Finished walk =
          run(
              List.of(
                  "python3", script.toString(), simulator.endpoint().toString(), fleet.toString()));
      assertEquals(
          FLEET.taskSets().count() + " task sets are equal\n", walk.output(), walk::output);
      assertEquals(0, walk.exitCode());
    }
  }

  @Test
  void servesTheAwsCommandLine() throws Exception {
    assumeTrue(runs("aws", "--version"), "skipped: there is no aws command on this machine");
    Fleet.Cluster cluster = FLEET.clusters().findFirst().orElseThrow();
    Fleet.Service service = cluster.services().getFirst();
    try (EcsSimulator simulator = EcsSimulator.start(FLEET, SimulatorOptions.DEFAULTS)) {
      JsonNode listed = aws(simulator, "list-services", "--cluster", cluster.name());
      assertEquals(cluster.services().size(), listed.path("serviceArns").size());
      JsonNode described =
          aws(
              simulator,
              "describe-task-sets",
              "--cluster",
              cluster.name(),
              "--service",
              service.name(),
              "--include",
              "TAGS",
              "--task-sets",
              service.taskSets().getFirst().arn());
      assertEquals(
          service.taskSets().getFirst().document().node().path("tags"),
          described.path("taskSets").path(0).path("tags"));
    }
  }

  private JsonNode aws(EcsSimulator simulator, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("aws", "--region", "us-east-1", "--output", "json", "--endpoint-url"));
    command.add(simulator.endpoint().toString());
    command.add("ecs");
    command.addAll(List.of(arguments));
    Finished finished = run(command);
    assertEquals(0, finished.exitCode(), finished::output);
    return Json.parse(finished.output());
  }
}
