package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  /** Default_Ignorable_Code_Point in DerivedCoreProperties.txt of Unicode 16. */
  private static final String DEFAULT_IGNORABLE =
      """
      00AD 034F 061C 115F..1160 17B4..17B5 180B..180F 200B..200F 202A..202E 2060..206F 3164
      FE00..FE0F FEFF FFA0 FFF0..FFF8 1BCA0..1BCA3 1D173..1D17A E0000..E0FFF
      """;

  /**
   * White_Space of PropList.txt except for the ordinary space, and letters and symbols that are
   * blank.
   */
  private static final String BLANK =
      """
      0009..000D 0085 00A0 1680 2000..200A 2028 2029 202F 205F 3000
      115F..1160 2800 3164 FFA0 FFFC 13441..13442 16FE4 1D159
      """;

  private static final BitSet INVISIBLE = new BitSet();

  static {
    for (String range :
        (DEFAULT_IGNORABLE + BLANK + "0000..001F 007F..009F D800..DFFF").split("\\s+")) {
      String[] ends = range.split("\\.\\.");
      INVISIBLE.set(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16) + 1);
    }
    assertTrue(INVISIBLE.get(0x200D) && INVISIBLE.get(0xE01EF) && !INVISIBLE.get(' '));
  }

  private static final List<UnaryOperator<String>> RENDERINGS =
      List.of(VisibleText::of, VisibleText::value);

  @ParameterizedTest
  @ValueSource(
      strings = {"", "prod", "Lager Köln", "部門", "🚚 x", "a+b=c._:/@-", "é", "\"'\\", "\\U"})
  void preservesVisibleText(String text) {
    assertEquals(text, VisibleText.of(text));
    assertEquals(text, VisibleText.value(text));
  }

  @Test
  void neutralizesEscapeSequences() {
    assertEquals("\\u001b[31mred\\u0007", VisibleText.of("\u001b[31mred\u0007"));
    assertEquals("\\u009b2J", VisibleText.of("\u009b2J"));
  }

  @ParameterizedTest
  @CsvSource({"10, \\u000a", "13, \\u000d", "9, \\u0009", "127, \\u007f", "0, \\u0000"})
  void rendersAValueOnOneLine(int point, String shown) {
    assertEquals("a" + shown + "b", VisibleText.of("a" + Character.toString(point) + "b"));
  }

  @Test
  void neutralizesBidirectionalControls() {
    assertEquals("gpj\\u202eexe", VisibleText.of("gpj\u202eexe"));
    assertEquals("\\u2028", VisibleText.of("\u2028"));
  }

  @Test
  void showsUnpairedSurrogatesAndJoiners() {
    assertEquals("\\ud83d", VisibleText.of("\ud83d"));
    assertEquals("👩\\u200d🚀❤\\ufe0f", VisibleText.of("👩\u200d🚀❤\ufe0f"));
    assertEquals("a\\udb40\\udd00", VisibleText.of("a\udb40\udd00"));
  }

  @Test
  void showsAmbiguousSpaces() {
    assertEquals("\\u0020a b\\u0020\\u0020c\\u0020", VisibleText.value(" a b  c "));
    assertEquals("\\u0020", VisibleText.value(" "));
    assertEquals(" a b  c ", VisibleText.of(" a b  c "));
  }

  @Test
  void preservesLineBreaksOfLinesOnly() {
    assertEquals("a\n  b\\u0009c\\u2028d", VisibleText.lines("a\n  b\tc\u2028d"));
  }

  @Test
  void showsEveryCodePointUniquely() {
    for (UnaryOperator<String> rendering : RENDERINGS) {
      Set<String> all = new HashSet<>();
      for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
        String text = "a" + Character.toString(point) + "b";
        String shown = rendering.apply(text);
        assertFalse(shown.codePoints().anyMatch(INVISIBLE::get), Integer.toHexString(point));
        assertEquals(text, original(shown));
        assertEquals(text, VisibleText.original(shown));
        assertTrue(all.add(shown), shown);
      }
    }
  }

  @Property
  void rendersDifferentTextsDifferently(@ForAll("texts") String text) {
    for (UnaryOperator<String> rendering : RENDERINGS) {
      String shown = rendering.apply(text);
      assertEquals(text, original(shown));
      assertFalse(shown.codePoints().anyMatch(INVISIBLE::get), shown);
    }
    assertFalse(Pattern.compile("^ |  | $").matcher(VisibleText.value(text)).find(), text);
  }

  /** Texts that contain escape-like parts, and invisible characters among visible ones. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "\\",
            "u",
            "0",
            "2",
            "8",
            "b",
            "\\u200b",
            " ",
            "\u200b",
            "\u00a0",
            "\u3164",
            "\n",
            "é",
            "\ud83d",
            "\ude9a",
            "🚚",
            "\udb40\udd00")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  /** Converts a rendering back to the original. */
  private static String original(String shown) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(shown)
        .replaceAll(
            escape -> {
              String unit = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
              return unit.equals("\\") ? "\\\\" : unit.equals("$") ? "\\$" : unit;
            });
  }
}
