package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that {@code docs/troubleshooting.md} explains are messages of the program. */
class TroubleshootingTest {
  private static final Path HOME = CommandLineRun.projectHome();
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?`) \\| .* \\| .* \\|$");
  private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

  /** The end of a part of a string literal and the beginning of the next one. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void everyExplainedMessageIsInTheSources() throws IOException {
    String sources = sources();
    List<String> unknown = new ArrayList<>();
    int messages = 0;
    for (String cell : cells()) {
      for (String message : messages(cell)) {
        messages++;
        if (!Arrays.stream(message.split("…")).map(String::strip).allMatch(sources::contains)) {
          unknown.add(message);
        }
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(messages > 20, "the page explains " + messages + " messages");
  }

  private static List<String> cells() throws IOException {
    return ROW.matcher(Files.readString(HOME.resolve("docs/troubleshooting.md")))
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static List<String> messages(String cell) {
    return MESSAGE.matcher(cell).results().map(message -> message.group(1)).toList();
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(HOME.resolve("ecs-inventory")));
    try (Stream<Path> files = Files.walk(HOME)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (file.toString().contains("/src/main/")) {
          text.append(Files.readString(file));
        }
      }
    }
    return JOINED.matcher(text).replaceAll("");
  }
}
