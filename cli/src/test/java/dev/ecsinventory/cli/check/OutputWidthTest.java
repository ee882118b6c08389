package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table on terminals of several widths, with and without colors, and in a pipe. */
class OutputWidthTest {
  private static final String COLORS = "\u001b\\[[0-9]+m";

  @TempDir static Path folder;

  @BeforeAll
  static void runDemo() {
    CommandLineRun run = CommandLineRun.of("demo", "--out", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
  }

  private static String check(Map<String, String> environment) {
    CommandLineRun run =
        CommandLineRun.in(
            environment,
            "check",
            "--snapshot",
            folder.toString(),
            "--policy",
            CommandLineRun.projectHome().resolve("policies/demo.json").toString());
    assertEquals(4, run.exitCode(), run.err());
    return run.out();
  }

  @ParameterizedTest
  @CsvSource({"60,false", "60,true", "80,false", "80,true", "200,false", "200,true"})
  void fitsTheTerminal(int columns, boolean colored) {
    Map<String, String> environment = new HashMap<>(Map.of("COLUMNS", String.valueOf(columns)));
    environment.put(colored ? "CLICOLOR_FORCE" : "NO_COLOR", "1");
    String text = check(environment);

    assertEquals(colored, text.contains("\u001b["), text);
    List<String> lines = text.replaceAll(COLORS, "").lines().toList();
    assertTrue(lines.stream().allMatch(line -> line.length() < columns), text);
    assertTrue(lines.getFirst().startsWith("Snapshot 20260115T060000Z (COMPLETE)"), text);
    assertTrue(text.contains("123456789012 / us-east-1 / shop-prod / checkout"), text);
    assertEquals(columns == 200, text.contains("EXPECTED"), text);
  }

  @Test
  void colorsChangeNothingElse() {
    for (String columns : List.of("60", "200")) {
      assertEquals(
          check(Map.of("COLUMNS", columns)),
          check(Map.of("COLUMNS", columns, "CLICOLOR_FORCE", "1")).replaceAll(COLORS, ""));
    }
  }

  @Test
  void aPipeHasEightyColumnsAndNoColors() {
    assertEquals(check(Map.of("COLUMNS", "80", "NO_COLOR", "1")), check(Map.of()));
    assertFalse(check(Map.of()).contains("\u001b"));
  }

  @Test
  void everyWidthHasTheSameWords() {
    assertEquals(
        check(Map.of("COLUMNS", "60")).lines().filter(line -> line.contains("_TAG ")).count(),
        check(Map.of("COLUMNS", "200")).lines().filter(line -> line.contains("_TAG ")).count());
  }
}
