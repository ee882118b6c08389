package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code index} over a copy of the bucket that version 0.1.0 wrote. */
class IndexCommandTest {
  private static final Path OLD =
      CommandLineRun.projectHome().resolve("lambda/src/test/resources/bucket-0.1.0");

  @TempDir private Path directory;

  @Test
  void completesTheIndexesOnce() throws IOException {
    copy();
    CommandLineRun first = CommandLineRun.of("index", "--from", directory.toString());
    assertEquals(0, first.exitCode(), first.err());
    assertEquals("3 days with committed snapshots; indexes completed: 3\n", first.out());
    Path index = directory.resolve("inventory/tables/parquet/task_sets/dt=2026-01-15/symlink.txt");
    List<String> lines = Files.readAllLines(index);
    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().startsWith("file:///"), lines.getFirst());
    CommandLineRun second =
        CommandLineRun.of("index", "--from", directory.resolve("inventory").toString());
    assertEquals(0, second.exitCode(), second.err());
  }

  @Test
  void leavesOutDaysThatHaveExpired() throws IOException {
    copy();
    CommandLineRun run =
        CommandLineRun.of("index", "--from", directory.toString(), "--json-days", "7");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Files.notExists(directory.resolve("inventory/tables/json/task_sets/dt=2026-01-15")));
    assertTrue(Files.exists(directory.resolve("inventory/tables/parquet/task_sets/dt=2026-01-15")));
  }

  @Test
  void namesAFolderWithoutAnInventory() {
    CommandLineRun empty = CommandLineRun.of("index", "--from", directory.toString());
    assertEquals(2, empty.exitCode());
    assertTrue(empty.err().contains("--from: \"" + directory + "\": "), empty.err());
    assertTrue(empty.err().contains("no manifest of a committed snapshot"), empty.err());
    CommandLineRun missing =
        CommandLineRun.of("index", "--from", directory.resolve("x").toString());
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("no such directory exists"), missing.err());
  }

  private void copy() throws IOException {
    try (Stream<Path> files = Files.walk(OLD)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(OLD.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
