package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    for (String from : List.of("inventory", ".")) {
      CommandLineRun again =
          CommandLineRun.of("index", "--from", directory.resolve(from).toString());
      assertEquals(0, again.exitCode(), again.err());
      assertEquals("3 days with committed snapshots; indexes completed: 0\n", again.out());
      assertEquals(lines, Files.readAllLines(index), from);
    }
  }

  @Test
  void restoresALostIndexThatVerifyReports() throws IOException {
    copy();
    CommandLineRun.of("index", "--from", directory.toString());
    Path index = directory.resolve("inventory/tables/json/task_sets/dt=2026-01-15/symlink.txt");
    Files.delete(index);
    CommandLineRun verify = CommandLineRun.of("verify", "--from", directory.toString());
    assertEquals(5, verify.exitCode(), verify.out());
    assertTrue(verify.out().contains("INDEX_INCOMPLETE: "), verify.out());
    assertTrue(verify.out().contains("Action: Run ecs-inventory index"), verify.out());
    verify.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    CommandLineRun run = CommandLineRun.of("index", "--from", directory.toString());
    assertEquals("3 days with committed snapshots; indexes completed: 1\n", run.out());
    assertEquals(2, Files.readAllLines(index).size());
    // Version 0.1.0 has no listings.
    assertEquals(3, CommandLineRun.of("verify", "--from", directory.toString()).exitCode());
  }

  @Test
  void reportsAnUnreadableManifestAndIndexesTheOtherDays() throws IOException {
    copy();
    Path manifest = directory.resolve("inventory/manifests/dt=2026-01-15/20260115T060000Z.json");
    assertTrue(Files.exists(manifest), manifest.toString());
    Files.writeString(manifest, "{");
    CommandLineRun run = CommandLineRun.of("index", "--from", directory.toString());
    assertEquals(3, run.exitCode(), run.err());
    assertTrue(run.err().contains("20260115T060000Z"), run.err());
    assertTrue(run.err().contains("it is not valid JSON"), run.err());
    assertTrue(
        Files.exists(
            directory.resolve("inventory/tables/json/task_sets/dt=2026-01-14/symlink.txt")));
  }

  @Test
  void omitsExpiredDays() throws IOException {
    copy();
    CommandLineRun run =
        CommandLineRun.of("index", "--from", directory.toString(), "--json-days", "7");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Files.notExists(directory.resolve("inventory/tables/json/task_sets/dt=2026-01-15")));
    assertTrue(Files.exists(directory.resolve("inventory/tables/parquet/task_sets/dt=2026-01-15")));
  }

  @Test
  void rejectsAFolderWithoutAnInventory() {
    CommandLineRun empty = CommandLineRun.of("index", "--from", directory.toString());
    assertEquals(2, empty.exitCode());
    assertTrue(empty.err().contains("--from: \"" + directory + "\": "), empty.err());
    assertTrue(empty.err().contains("no manifest of a committed snapshot"), empty.err());
    CommandLineRun missing =
        CommandLineRun.of("index", "--from", directory.resolve("x").toString());
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("there is no such directory"), missing.err());
  }

  @Test
  void verifyReportsACopyThatListsTheFilesOfTheOriginal() throws IOException {
    copy();
    CommandLineRun.of("index", "--from", directory.toString());
    Path copied = directory.resolve("copy");
    copy(directory.resolve("inventory"), copied.resolve("inventory"));
    CommandLineRun copy = CommandLineRun.of("verify", "--from", copied.toString());
    assertTrue(copy.out().contains("Day indexes: this is a copy"), copy.out());
    assertTrue(
        copy.out().replaceAll("\\s", "").contains("file://" + directory + "/inventory/"),
        copy.out());
    CommandLineRun.of("index", "--from", copied.toString());
    CommandLineRun own = CommandLineRun.of("verify", "--from", copied.toString());
    assertFalse(own.out().contains("Day indexes:"), own.out());
  }

  @Test
  void acceptsASymbolicLinkToAnInventory(@TempDir Path other) throws IOException {
    copy();
    Path link = Files.createSymbolicLink(other.resolve("link"), directory);
    CommandLineRun run = CommandLineRun.of("index", "--from", link.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("3 days with committed snapshots; indexes completed: 3\n", run.out());
    CommandLineRun verify = CommandLineRun.of("verify", "--from", link.toString());
    assertFalse(verify.out().contains("Day indexes:"), verify.out());
  }

  @Test
  void rejectsAFolderWithTwoInventoriesAndNamesThem() throws IOException {
    copy();
    copy(OLD.resolve("inventory"), directory.resolve("other"));
    CommandLineRun run = CommandLineRun.of("index", "--from", directory.toString());
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().contains("several inventories: inventory/, other/; give the folder of one"),
        run.err());
    assertEquals(
        0, CommandLineRun.of("index", "--from", directory.resolve("other").toString()).exitCode());
  }

  @Test
  void namesAnIndexThatCannotBeRead() throws IOException {
    copy();
    Path index = directory.resolve("inventory/tables/json/task_sets/dt=2026-01-15/symlink.txt");
    Files.createDirectories(index);
    CommandLineRun run = CommandLineRun.of("index", "--from", directory.toString());
    assertTrue(run.exitCode() != 0, run.out());
    assertTrue(run.err().contains(index + " cannot be read: "), run.err());
  }

  private void copy() throws IOException {
    copy(OLD, directory);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
