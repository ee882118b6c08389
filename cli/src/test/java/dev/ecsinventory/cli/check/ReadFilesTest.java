package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result never replaces a file that the command reads, whatever its name is. */
class ReadFilesTest {
  @TempDir static Path directory;
  private static Path demo;
  private static Path policy;

  @BeforeAll
  static void runDemo() throws IOException {
    demo = directory.resolve("demo");
    CommandLineRun run = CommandLineRun.of("demo", "--out", demo.toString());
    assertEquals(0, run.exitCode(), run.err());
    policy = directory.resolve("policy.json");
    Files.copy(CommandLineRun.projectHome().resolve("policies/demo.json"), policy);
  }

  private static CommandLineRun check(Path out, String... more) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("check", "--policy", policy.toString(), "--out", out.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static void assertRejected(Path out, String... more) throws IOException {
    byte[] before = Files.readAllBytes(out);
    CommandLineRun run = check(out, more);
    assertEquals(2, run.exitCode(), out + run.err());
    assertTrue(run.err().contains("is a file that this command reads"), run.err());
    assertArrayEquals(before, Files.readAllBytes(out));
  }

  private static List<Path> inventory() throws IOException {
    Path inventory = demo.resolve("inventory");
    try (Stream<Path> files = Files.walk(inventory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getParent().equals(inventory))
          .toList();
    }
  }

  @Test
  void noFileOfTheInventoryIsReplaced() throws IOException {
    Path template = Files.writeString(directory.resolve("empty.json"), "{\"Resources\": {}}");
    List<Path> files = inventory();
    assertTrue(files.size() > 50, files::toString);
    Path link = Files.createSymbolicLink(directory.resolve("link"), files.getFirst());

    // One of each folder takes part: a run reads the complete snapshot.
    List<Path> ofEachFolder =
        files.stream()
            .filter(file -> files.stream().noneMatch(other -> precedes(other, file)))
            .toList();
    assertTrue(ofEachFolder.size() > 5, ofEachFolder::toString);
    for (Path file : ofEachFolder) {
      assertRejected(file, "--snapshot", demo.toString());
    }
    assertRejected(link, "--snapshot", demo.toString());
    assertRejected(policy, "--snapshot", demo.toString());
    assertRejected(policy, "--input", template.toString());
    assertRejected(template, "--input", template.toString());
  }

  /** Whether {@code other} is an earlier file of the same folder of the inventory. */
  private static boolean precedes(Path other, Path file) {
    Path inventory = demo.resolve("inventory");
    return folder(inventory, other).equals(folder(inventory, file)) && other.compareTo(file) < 0;
  }

  private static Path folder(Path inventory, Path file) {
    return inventory.relativize(file).getName(0);
  }

  @Test
  void theBaselineIsNotReplaced() throws IOException {
    Path copy = directory.resolve("copy");
    for (Path file : inventory()) {
      Path target = copy.resolve(demo.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    Path manifest =
        inventory().stream()
            .filter(file -> file.toString().contains("manifests"))
            .findFirst()
            .orElseThrow();

    assertRejected(
        copy.resolve(demo.relativize(manifest)),
        "--snapshot",
        demo.toString(),
        "--baseline",
        copy.toString());
  }

  @Test
  void anEarlierResultIsReplaced() throws IOException {
    for (Path out :
        List.of(
            Files.writeString(directory.resolve("tags.txt"), "earlier"),
            Files.writeString(demo.resolve("tags.txt"), "earlier"),
            Files.writeString(demo.resolve("inventory/tags.txt"), "earlier"))) {
      CommandLineRun run = check(out, "--snapshot", demo.toString());
      assertEquals(4, run.exitCode(), run.err());
      assertTrue(Files.readString(out).contains("by policy"), out::toString);
    }
  }
}
