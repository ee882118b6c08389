package dev.ecsinventory.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of committed snapshots on terminals of several widths, with and without colors, and in
 * a pipe.
 */
class TableWidthTest {
  private static final String COLORS = "\u001b\\[[0-9]+m";

  /** An ARN is not broken, so that it can be copied. */
  private static final Pattern ONE_ARN = Pattern.compile("(\\S+)?\\s*arn:aws:ecs:\\S+");

  private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");

  @TempDir static Path folder;

  /** Commands, each with a text in every width, and one in wide terminals only. */
  private enum Table {
    LIST("20260114T060000Z", "task sets failures", "list"),
    VERIFY("MANIFEST_UNREADABLE", "20260112T060000Z.json\n", "verify"),
    DIFF(
        "CREATED", "2 h 0 min before 2026-01-15T08:00:00Z", "diff", "--before", "20260113T060000Z"),
    HISTORY(
        "FIRST_SEEN",
        "valid from",
        "history",
        "3184950327716249501",
        "--since",
        "20260113T060000Z");

    private final String always;
    private final String wide;
    private final List<String> arguments;

    Table(String always, String wide, String... arguments) {
      this.always = always;
      this.wide = wide;
      this.arguments = List.of(arguments);
    }

    private String print(Map<String, String> environment) {
      List<String> command = new ArrayList<>(arguments);
      command.addAll(List.of("--from", folder.toString()));
      CommandLineRun run = CommandLineRun.at(NOW, environment, command.toArray(String[]::new));
      assertTrue(List.of(0, 5).contains(run.exitCode()), run.err());
      return run.out();
    }
  }

  @BeforeAll
  static void runDemo() throws IOException {
    CommandLineRun run = CommandLineRun.of("demo", "--out", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
    Path broken = folder.resolve("inventory/manifests/dt=2026-01-12/20260112T060000Z.json");
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "{}");
  }

  static Stream<Arguments> terminals() {
    return Stream.of(Table.values())
        .flatMap(
            table ->
                Stream.of(60, 80, 200)
                    .flatMap(
                        columns ->
                            Stream.of(
                                Arguments.of(table, columns, false),
                                Arguments.of(table, columns, true))));
  }

  @ParameterizedTest
  @MethodSource("terminals")
  void fitsTheTerminal(Table table, int columns, boolean colored) {
    Map<String, String> environment = new HashMap<>(Map.of("COLUMNS", String.valueOf(columns)));
    environment.put(colored ? "CLICOLOR_FORCE" : "NO_COLOR", "1");
    String text = table.print(environment);

    assertEquals(colored, text.contains("\u001b["), text);
    String plain = text.replaceAll(COLORS, "");
    plain
        .lines()
        .filter(line -> !ONE_ARN.matcher(line).matches())
        .forEach(line -> assertTrue(line.length() < columns, line));
    assertTrue(plain.contains(table.always), text);
    assertTrue(columns < 200 || plain.contains(table.wide), text);
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void colorsChangeNothingElse(Table table) {
    for (String columns : List.of("60", "200")) {
      assertEquals(
          table.print(Map.of("COLUMNS", columns)),
          table.print(Map.of("COLUMNS", columns, "CLICOLOR_FORCE", "1")).replaceAll(COLORS, ""));
    }
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void aPipeHasEightyColumnsAndNoColors(Table table) {
    assertEquals(table.print(Map.of("COLUMNS", "80", "NO_COLOR", "1")), table.print(Map.of()));
    assertFalse(table.print(Map.of()).contains("\u001b"));
  }

  /** Without spaces and line breaks, a narrow terminal has the text of a wide one. */
  @ParameterizedTest
  @EnumSource(
      value = Table.class,
      names = {"VERIFY", "DIFF"})
  void everyWidthHasTheSameWords(Table table) {
    assertEquals(
        table.print(Map.of("COLUMNS", "60")).replaceAll("\\s+", ""),
        table.print(Map.of("COLUMNS", "200")).replaceAll("\\s+", ""));
  }
}
