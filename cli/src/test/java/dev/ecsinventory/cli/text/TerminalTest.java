package dev.ecsinventory.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static Terminal of(String columns, Map<String, String> environment) {
    return Terminal.of(Optional.ofNullable(columns), environment);
  }

  @Test
  void hasTheWidthOfTheEnvironmentThenOfTheTerminalThenEighty() {
    assertEquals(132, of("100", Map.of("COLUMNS", "132")).columns());
    assertEquals(100, of("100", Map.of("COLUMNS", "wide")).columns());
    assertEquals(80, of(null, Map.of()).columns());
    assertEquals(80, of("", Map.of()).columns());
    assertEquals(40, of("3", Map.of()).columns());
    assertEquals(1000, of("99999", Map.of()).columns());
  }

  @Test
  void hasColorsOnATerminalUnlessTheyAreRejected() {
    assertTrue(of("80", Map.of()).hasColor());
    assertTrue(of("80", Map.of("NO_COLOR", "")).hasColor());
    assertFalse(of("80", Map.of("NO_COLOR", "1")).hasColor());
    assertFalse(of("80", Map.of("TERM", "dumb")).hasColor());
    assertFalse(of(null, Map.of()).hasColor());
    assertTrue(of(null, Map.of("CLICOLOR_FORCE", "1")).hasColor());
    assertFalse(of(null, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")).hasColor());
  }

  @Test
  void stylesNothingWithoutColors() {
    assertEquals("x", new Terminal(80, false).styled(TextStyle.BAD, "x"));
    assertEquals("\u001b[31mx\u001b[0m", new Terminal(80, true).styled(TextStyle.BAD, "x"));
    assertEquals("", new Terminal(80, true).styled(TextStyle.BAD, ""));
  }
}
