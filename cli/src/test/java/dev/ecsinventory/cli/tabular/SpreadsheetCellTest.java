package dev.ecsinventory.cli.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
  private static final String ALPHABET =
      "aZ019=+-@'\"\\u,; \t\r\n\u00a0\u202e\u2028ä部\ud83d\ude9aE_:/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'",
        "'a",
        "''",
        "=1+1",
        "  =1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        "012345678901",
        "0815",
        "1E5",
        "1e5",
        "12",
        "2026-01-15",
        "May 5",
        "may-1",
        "10:30",
        "TRUE",
        "true",
        "Wahr",
        "#N/A",
        "Lager Köln",
        "部門",
        " a",
        "a ",
        "\"a\"",
        "1,5",
        "50%",
        "$5",
        "us-east-1"
      })
  void aValueThatIsNotCertainlyTextGetsAnApostrophe(String value) {
    assertEquals("'" + value, SpreadsheetCell.of(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MISSING_TAG",
        "checkout",
        "shop-prod",
        "arn:aws:ecs:us-east-1:012345678901:task-set/prod/shop/ecs-svc/1",
        "a b",
        "E"
      })
  void textIsUnchanged(String value) {
    assertEquals(value, SpreadsheetCell.of(value));
  }

  @Test
  void anAbsentValueIsAnEmptyCell() {
    assertNull(SpreadsheetCell.of(null));
    assertNull(SpreadsheetCell.value(""));
    assertEquals("", SpreadsheetCell.value("'"));
  }

  @Test
  void everyValueIsRestored() {
    Random random = new Random(17);
    for (int number = 0; number < 20_000; number++) {
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        int index = ALPHABET.offsetByCodePoints(0, random.nextInt(codePoints()));
        value.appendCodePoint(ALPHABET.codePointAt(index));
      }
      String cell = SpreadsheetCell.of(value.toString());

      assertTrue(SpreadsheetCell.isGuarded(cell), cell);
      assertEquals(value.toString(), SpreadsheetCell.value(cell));
    }
  }

  private static int codePoints() {
    return ALPHABET.codePointCount(0, ALPHABET.length());
  }
}
