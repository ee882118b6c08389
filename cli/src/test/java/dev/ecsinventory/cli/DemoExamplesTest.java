package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.text.Examples;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the help that refer to the demonstration's output find something there. */
class DemoExamplesTest {
  private static final String DEMO = "target/demo";

  /** Exit codes that report a result; differences and violations are results. */
  private static final Map<String, Integer> EXIT_CODES = Map.of("check", 4, "diff", 5);

  /** It serves until it is interrupted. */
  private static final String SERVE = "serve";

  @TempDir static Path folder;

  @BeforeAll
  static void runDemo() {
    CommandLineRun run = CommandLineRun.of("demo", "--out", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
  }

  static Stream<String> examples() {
    return Main.commandLine(Surroundings.ofThisProcess()).getSubcommands().keySet().stream()
        .filter(command -> !command.equals(SERVE))
        .flatMap(command -> Examples.of(command).stream())
        .filter(example -> example.contains(DEMO))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void findsSomething(String example) {
    String[] arguments =
        Stream.of(example.split(" "))
            .map(argument -> argument.equals(DEMO) ? folder.toString() : argument)
            .map(DemoExamplesTest::inProject)
            .toArray(String[]::new);

    CommandLineRun run = CommandLineRun.of(arguments);

    assertEquals(EXIT_CODES.getOrDefault(arguments[0], 0), run.exitCode(), run.err());
    assertTrue(run.out().lines().count() > 1, run.out());
    assertEquals("", run.err());
  }

  @Test
  void servesTheFleet() throws Exception {
    String[] arguments =
        Examples.of(SERVE)
            .getFirst()
            .replace(DEMO, folder.toString())
            .replace("8000", "0")
            .split(" ");
    PipedInputStream messages = new PipedInputStream();
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(new PipedOutputStream(messages), true, StandardCharsets.UTF_8),
            false,
            Map.of(),
            CommandLineRun.projectHome(),
            Clock.systemUTC());
    FutureTask<Integer> run = new FutureTask<>(() -> Main.run(surroundings, arguments));
    Thread thread = Thread.ofPlatform().daemon().start(run);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(messages, StandardCharsets.UTF_8))) {
      String extent = lines.readLine();
      while (!extent.startsWith("It has ")) {
        extent = lines.readLine();
      }
      assertEquals("It has 123456789012 in eu-central-1, us-east-1.", extent);
    }
    thread.interrupt();
    assertEquals(0, run.get());
  }

  private static String inProject(String argument) {
    Path file = CommandLineRun.projectHome().resolve(argument);
    return argument.startsWith("policies/") ? file.toString() : argument;
  }

  @Test
  void coverTheCommandsThatReadSnapshots() {
    Set<String> commands = new TreeSet<>();
    examples().forEach(example -> commands.add(example.split(" ")[0]));

    assertEquals(
        Set.of("check", "describe-task-sets", "diff", "history", "list", "verify"), commands);
  }

  /** Files that the examples name in the project. */
  @Test
  void nameFilesThatExist() {
    assertFalse(Examples.of("policy").isEmpty());
    Main.commandLine(Surroundings.ofThisProcess()).getSubcommands().keySet().stream()
        .flatMap(command -> Examples.of(command).stream())
        .flatMap(example -> Stream.of(example.split(" ")))
        .filter(argument -> argument.matches("(policies|events|simulator)/.*"))
        .forEach(
            argument ->
                assertTrue(Files.exists(CommandLineRun.projectHome().resolve(argument)), argument));
  }
}
