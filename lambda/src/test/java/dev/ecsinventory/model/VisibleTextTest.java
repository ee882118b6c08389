package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "prod", "Lager Köln", "部門", "🚚 x", "a+b=c._:/@-", "👩‍🚀", "\"'\\"})
  void keepsWhatIsOnlyShown(String text) {
    assertEquals(text, VisibleText.of(text));
  }

  @Test
  void disarmsEscapeSequences() {
    assertEquals("\\u001b[31mred\\u0007", VisibleText.of("\u001b[31mred\u0007"));
    assertEquals("\\u009b2J", VisibleText.of("\u009b2J"));
  }

  @ParameterizedTest
  @CsvSource({"10, \\u000a", "13, \\u000d", "9, \\u0009", "127, \\u007f", "0, \\u0000"})
  void keepsOneValueOnOneLine(int point, String shown) {
    assertEquals("a" + shown + "b", VisibleText.of("a" + Character.toString(point) + "b"));
  }

  @Test
  void disarmsWhatTurnsTheLineAround() {
    assertEquals("gpj\\u202eexe", VisibleText.of("gpj\u202eexe"));
    assertEquals("\\u2028", VisibleText.of("\u2028"));
  }

  @Test
  void showsHalvesOfCharacters() {
    assertEquals("\\ud83d", VisibleText.of("\ud83d"));
  }
}
