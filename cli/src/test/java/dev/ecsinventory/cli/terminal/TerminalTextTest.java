package dev.ecsinventory.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "prod", "Lager Köln", "部門", "🚚 x", "a+b=c._:/@-", "👩‍🚀", "\"'\\"})
  void keepsWhatIsOnlyShown(String text) {
    assertEquals(text, TerminalText.harmless(text));
  }

  @Test
  void disarmsEscapeSequences() {
    assertEquals("\\u001b[31mred\\u0007", TerminalText.harmless("\u001b[31mred\u0007"));
    assertEquals("\\u009b2J", TerminalText.harmless("\u009b2J"));
  }

  @ParameterizedTest
  @CsvSource({"10, \\u000a", "13, \\u000d", "9, \\u0009", "127, \\u007f", "0, \\u0000"})
  void keepsOneValueOnOneLine(int point, String shown) {
    assertEquals("a" + shown + "b", TerminalText.harmless("a" + Character.toString(point) + "b"));
  }

  @Test
  void disarmsWhatTurnsTheLineAround() {
    assertEquals("gpj\\u202eexe", TerminalText.harmless("gpj\u202eexe"));
    assertEquals("\\u2028", TerminalText.harmless("\u2028"));
  }

  @Test
  void showsHalvesOfCharacters() {
    assertEquals("\\ud83d", TerminalText.harmless("\ud83d"));
  }
}
