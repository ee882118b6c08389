package dev.ecsinventory.cli.tabular;

import dev.ecsinventory.model.VisibleText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value in a cell that no spreadsheet converts. An apostrophe precedes each value that a
 * spreadsheet could interpret as a formula, a number, a date or a truth value in any of its
 * languages, and each value that begins with an apostrophe. To remove the first apostrophe of a
 * cell therefore restores the value. Invisible characters are escapes, as in {@link VisibleText}.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
final class SpreadsheetCell {
  private static final String GUARD = "'";

  /** Without a digit, a text is no number and no date; an ARN never is, regardless of digits. */
  private static final Pattern TEXT =
      Pattern.compile("arn:[!-~]*|[A-Za-z]([A-Za-z_ /:.-]*[A-Za-z_/:.-])?");

  /** Truth values of Excel and Calc in the languages with ASCII letters. */
  private static final Set<String> TRUTH_VALUES =
      Set.of(
          "TRUE",
          "FALSE",
          "WAHR",
          "FALSCH",
          "VRAI",
          "FAUX",
          "VERDADERO",
          "FALSO",
          "VERDADEIRO",
          "VERO",
          "WAAR",
          "ONWAAR",
          "SAND",
          "FALSK",
          "SANT",
          "USANN",
          "FALSKT",
          "PRAWDA",
          "PRAVDA",
          "NEPRAVDA",
          "IGAZ",
          "HAMIS",
          "TOSI",
          "ADEVARAT",
          "FALS",
          "CERT",
          "BENAR",
          "SALAH");

  private SpreadsheetCell() {}

  /** The cell of a value; null for an absent one. */
  static String of(String value) {
    if (value == null) {
      return null;
    }
    String visible = VisibleText.of(value);
    return isCertainlyText(visible) ? visible : GUARD + visible;
  }

  /** The value of a cell that {@link #of} wrote; null for an absent one. */
  static String value(String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    return VisibleText.original(cell.startsWith(GUARD) ? cell.substring(1) : cell);
  }

  /** Whether {@link #of} can have written the cell. */
  static boolean isGuarded(String cell) {
    return cell.isEmpty() || cell.startsWith(GUARD) || isCertainlyText(cell);
  }

  private static boolean isCertainlyText(String visible) {
    return TEXT.matcher(visible).matches()
        && !TRUTH_VALUES.contains(visible.toUpperCase(Locale.ROOT));
  }
}
