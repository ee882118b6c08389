package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.text.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void showsEverySubcommandInItsHelp() {
    CommandLineRun run = CommandLineRun.of("--help");

    assertEquals(0, run.exitCode());
    for (String name :
        new String[] {
          "demo",
          "invoke",
          "scan",
          "check",
          "index",
          "serve",
          "describe-task-sets",
          "simulate",
          "doctor",
          "policy",
          "version",
          "completion",
          "schema"
        }) {
      assertTrue(run.out().contains("\n  " + name + " "), run.out());
    }
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "invoke",
        "scan",
        "check",
        "index",
        "serve",
        "describe-task-sets",
        "simulate",
        "doctor",
        "policy",
        "version",
        "completion",
        "schema"
      })
  void hasHelpForEverySubcommand(String name) {
    CommandLineRun run = CommandLineRun.of(name, "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("Usage: ecs-inventory " + name), run.out());
    assertTrue(run.out().contains("3   partial"), run.out());
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "invoke",
        "scan",
        "check",
        "index",
        "serve",
        "describe-task-sets",
        "simulate",
        "doctor",
        "policy",
        "version",
        "completion",
        "schema"
      })
  void printsItsVersionInEverySubcommand(String name) {
    CommandLineRun run =
        name.isEmpty() ? CommandLineRun.of("--version") : CommandLineRun.of(name, "--version");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().matches("ecs-inventory \\d+\\.\\d+\\.\\d+\\R"), run.out());
  }

  /** The examples are command lines that the program accepts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "init",
        "invoke",
        "scan",
        "check",
        "guard",
        "index",
        "list",
        "verify",
        "withdraw",
        "serve",
        "describe-task-sets",
        "diff",
        "history",
        "doctor",
        "policy",
        "simulate",
        "schema"
      })
  void hasExamplesThatItAccepts(String name) {
    CommandLineRun help = CommandLineRun.of("help", name);

    assertEquals(0, help.exitCode(), help.err());
    assertEquals(CommandLineRun.of(name, "--help").out(), help.out());
    assertFalse(Examples.of(name).isEmpty());
    for (String example : Examples.of(name)) {
      String lines = String.join("\n", Examples.lines(example));
      assertTrue(help.out().contains(lines + "\n"), help.out());
      assertEquals("./ecs-inventory " + example, lines.replaceAll(" \\\\\n *", " ").strip());
      assertTrue(example.startsWith(name));
      Main.commandLine(Surroundings.ofThisProcess()).parseArgs(example.split(" "));
    }
  }

  @Test
  void requiresASubcommand() {
    CommandLineRun run = CommandLineRun.of();

    assertRejected(run, "a command is missing");
  }

  @Test
  void rejectsAnUnknownSubcommand() {
    assertRejected(CommandLineRun.of("zzz"), "unknown command \"zzz\"");
  }

  @Test
  void rejectsAnUnknownOption() {
    assertRejected(CommandLineRun.of("schema", "--pretty"), "unknown option \"--pretty\"");
  }

  @Test
  void requiresTheEvent() {
    assertRejected(CommandLineRun.of("invoke"), "EVENT.json");
    assertRejected(CommandLineRun.of("invoke", "--now", "--backfill"), "mutually exclusive");
  }

  @Test
  void requiresTheOutputOfAScan() {
    assertRejected(CommandLineRun.of("scan"), "--out");
  }

  private static void assertRejected(CommandLineRun run, String reason) {
    assertEquals(ExitCode.BAD_INPUT.value(), run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("--help"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }
}
