package dev.ecsinventory.cli.terminal;

/**
 * Makes text harmless to print. Whoever may tag a task set chooses what a tag says, and a terminal
 * obeys what it is sent: colours, titles, the cursor, even the text of links.
 */
public final class TerminalText {
  private TerminalText() {}

  /**
   * {@code text} with each character that shows nothing, or rearranges what is shown, in the form
   * {@code \\u001b}. Letters of any script, emoji and the spaces between words stay.
   */
  public static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isHarmless(point)) {
                harmless.appendCodePoint(point);
              } else {
                escape(harmless, point);
              }
            });
    return harmless.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      // Marks of direction are formatting, and so is what joins emoji; only this one is needed.
      case Character.FORMAT -> point == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static void escape(StringBuilder harmless, int point) {
    for (char unit : Character.toChars(point)) {
      harmless.append("\\u%04x".formatted((int) unit));
    }
  }
}
