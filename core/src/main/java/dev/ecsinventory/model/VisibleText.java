package dev.ecsinventory.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Escapes characters that hide or change the content of a text. A person who may create a task set
 * controls its tags: a terminal executes control sequences (colors, titles, the cursor, even the
 * text of links), directional marks change the order that a page or a spreadsheet shows, and two
 * values that differ in a blank letter look equal.
 *
 * <p>Every value from AWS or from a policy passes through this class exactly once before a person
 * reads it: report, CSV, terminal, error message and the command line's log. Two different texts
 * never have the same rendering: a backslash before a {@code u}, which could be mistaken for the
 * beginning of an escape, is escaped too.
 */
public final class VisibleText {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private VisibleText() {}

  /**
   * {@code text} with each character that is invisible or changes the order of display as an escape
   * such as {@code \\u001b}. Letters of any script, emoji and ordinary spaces are unchanged.
   */
  public static String of(String text) {
    return rendered(text, false);
  }

  /**
   * Like {@link #of}, for a single value in a table or a page: spaces at the beginning, at the end
   * and next to another space, which a reader cannot count, are {@code \\u0020}.
   */
  public static String value(String text) {
    return rendered(text, true);
  }

  /** {@link #of} for each line; line breaks are unchanged. */
  public static String lines(String text) {
    return text.lines().map(VisibleText::of).collect(Collectors.joining("\n"));
  }

  /** The text of which {@code visible} is the rendering. */
  public static String original(String visible) {
    return ESCAPE
        .matcher(visible)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  private static String rendered(String text, boolean isValue) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); ) {
      int point = text.codePointAt(index);
      boolean escaped =
          InvisibleCharacters.contain(point)
              || (point == '\\' && at(text, index + 1) == 'u')
              || (isValue && point == ' ' && isUncountable(text, index));
      if (escaped) {
        escape(visible, point);
      } else {
        visible.appendCodePoint(point);
      }
      index += Character.charCount(point);
    }
    return visible.toString();
  }

  private static boolean isUncountable(String text, int space) {
    return space == 0
        || space == text.length() - 1
        || at(text, space - 1) == ' '
        || at(text, space + 1) == ' ';
  }

  private static char at(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private static void escape(StringBuilder visible, int point) {
    for (char unit : Character.toChars(point)) {
      visible.append("\\u%04x".formatted((int) unit));
    }
  }
}
