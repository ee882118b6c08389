package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that does not fit into the heap of a process of its own. */
class TooLittleMemoryTest {
  private static final int MANY = 2_000_000;

  @TempDir Path directory;

  @Test
  void isReportedWithoutAStackTrace() throws IOException, InterruptedException {
    Path input =
        Files.writeString(directory.resolve("plan.json"), "[" + "{},".repeat(MANY) + "{}]");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ecsinventory.cli.Main",
                "check",
                "--input",
                input.toString(),
                "--policy",
                CommandLineRun.projectHome().resolve("policies/demo.json").toString())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertEquals(1, process.waitFor(), Files.readString(err));
    String message = Files.readString(err);
    assertTrue(message.startsWith("ecs-inventory: the input does not fit into "), message);
    assertTrue(message.contains("\nNext: "), message);
    assertEquals(2, message.lines().count(), message);
  }
}
