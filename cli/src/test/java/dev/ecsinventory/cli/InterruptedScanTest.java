package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end of a scan by a signal, as by Ctrl-C: the message has the command that resumes it. The
 * signal is TERM, because a process in the background ignores INT.
 */
class InterruptedScanTest {
  @TempDir Path directory;

  @Test
  void reportsWhatRemainsAndHowToResume() throws Exception {
    try (EcsSimulator ecs = EcsSimulator.start(DemoFleet.read(), SimulatorOptions.DEFAULTS)) {
      ecs.faults(
          FaultScript.of(
              FaultRule.of(new Fault.Slow(Duration.ofMinutes(5))).on("DescribeTaskSets")));
      Process scan = start(ecs, List.of("scan", "--out", "out", "--region", "us-east-1"));
      try (BufferedReader err = scan.errorReader(StandardCharsets.UTF_8)) {
        String first = err.readLine();
        assertTrue(first.startsWith("reading "), first);
        new ProcessBuilder("kill", "-TERM", String.valueOf(scan.pid())).start().waitFor();
        String message = err.lines().collect(Collectors.joining("\n"));

        assertEquals(143, scan.waitFor(), message);
        assertTrue(message.contains("ecs-inventory: interrupted; "), message);
        assertTrue(message.contains("To resume within 24 hours:"), message);
        ecs.faults(FaultScript.NONE);
        resume(ecs, message);
      }
    }
  }

  private void resume(EcsSimulator ecs, String message) throws IOException, InterruptedException {
    String command =
        message.lines().filter(line -> line.contains("--time")).findFirst().orElseThrow();
    List<String> arguments = Stream.of(command.strip().split(" ")).skip(1).toList();
    Process resumed = start(ecs, arguments);
    String out = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(resumed.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, resumed.waitFor(), err);
    JsonNode summary = new JsonMapper().readTree(out);
    assertEquals("COMPLETE", summary.get("status").textValue());
    String time = arguments.getLast();
    assertTrue(Files.isDirectory(directory.resolve("out/manifests/dt=" + time.substring(0, 10))));
  }

  private Process start(EcsSimulator ecs, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ecsinventory.cli.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL",
                ecs.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "secret"));
    return builder.start();
  }
}
