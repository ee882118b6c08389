package dev.ecsinventory.cli.about;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code version} and {@code completion}. */
class AboutCommandsTest {
  @TempDir private Path directory;

  @Test
  void printsTheVersionAndTheSchemaVersion() throws IOException {
    CommandLineRun text = CommandLineRun.of("version");
    assertEquals(0, text.exitCode(), text.err());
    assertTrue(
        text.out()
            .matches("(?s)ecs-inventory \\d+\\.\\d+\\.\\d+\\Rcommit: .*schema version: 1\\R.*"),
        text.out());

    JsonNode json =
        new JsonMapper().readTree(CommandLineRun.of("version", "--format", "json").out());
    assertTrue(text.out().contains("ecs-inventory " + json.path("version").asText()), text.out());
    assertEquals(1, json.path("schemaVersion").asInt());
  }

  @Test
  void namesTheCommitAndWhetherFilesDiffer() throws IOException, InterruptedException {
    assertEquals(Optional.empty(), Checkout.at(directory));

    Path file = Files.writeString(directory.resolve("file.txt"), "one");
    git("init", "--quiet");
    git("add", "file.txt");
    git("-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "--quiet", "-m", "first");
    Checkout clean = Checkout.at(directory).orElseThrow();
    assertEquals(git("rev-parse", "HEAD"), clean.commit());
    assertFalse(clean.changed());

    Files.writeString(file, "two");
    assertEquals(clean.commit() + " with uncommitted changes", Checkout.at(directory).get().text());
  }

  /** The script must work in bash, not only look like a script. */
  @Test
  void completesCommandsAndOptionsInBash() throws IOException, InterruptedException {
    CommandLineRun run = CommandLineRun.of("completion");
    assertEquals(0, run.exitCode(), run.err());
    Path script = Files.writeString(directory.resolve("completion.sh"), run.out());

    assertEquals("doctor", completions(script, "ecs-inventory", "doc"));
    assertEquals("lint", completions(script, "ecs-inventory", "policy", "li"));
    assertEquals("--storage-stack", completions(script, "ecs-inventory", "doctor", "--sto"));
  }

  private String completions(Path script, String... words)
      throws IOException, InterruptedException {
    String function =
        """
        source %s
        COMP_WORDS=(%s); COMP_CWORD=%d
        # compopt, which bash allows during a completion only, fails here.
        _complete_ecs-inventory 2>/dev/null
        echo "${COMPREPLY[@]}"
        """
            .formatted(script, String.join(" ", words), words.length - 1);
    return run(List.of("bash", "-c", function));
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }
}
