package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The fifth invariant. The test waits for a separate process, concurrently with other tests. */
@Execution(ExecutionMode.CONCURRENT)
class BoundedMemoryTest {
  @TempDir Path directory;

  /** Reads fifty thousand task sets in a process with 256 MB. */
  @Test
  void memoryIsBoundedByATargetNotByTheFleet() throws IOException, InterruptedException {
    Fleet fleet = FleetGenerator.uniform(1).generate(new FleetSize(20, 500, 5));
    Path log = directory.resolve("log.txt");
    try (Exporter exporter = Exporter.of(fleet, directory.resolve("out"))) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "--sun-misc-unsafe-memory-access=allow",
                  SmallProcess.class.getName(),
                  exporter.simulator().endpoint().toString(),
                  directory.resolve("out").toString())
              .redirectErrorStream(true)
              .redirectOutput(new File(log.toString()))
              .start();
      assertEquals(0, process.waitFor(), () -> read(log));
      Row summary = exporter.rows(Snapshots.DATASET).getFirst();
      assertEquals(50_000, summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
