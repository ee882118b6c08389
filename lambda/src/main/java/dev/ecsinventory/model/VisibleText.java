package dev.ecsinventory.model;

/**
 * Makes text show what it holds. Whoever may tag a task set chooses what a tag says: a terminal
 * obeys what it is sent (colours, titles, the cursor, even the text of links), and marks of
 * direction make a page or a spreadsheet show another order than the one that is there.
 */
public final class VisibleText {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private VisibleText() {}

  /**
   * {@code text} with each character that shows nothing, or rearranges what is shown, in the form
   * {@code \\u001b}. Letters of any script, emoji and the spaces between words stay.
   */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isVisible(point)) {
                visible.appendCodePoint(point);
              } else {
                escape(visible, point);
              }
            });
    return visible.toString();
  }

  private static boolean isVisible(int point) {
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

  private static void escape(StringBuilder visible, int point) {
    for (char unit : Character.toChars(point)) {
      visible.append("\\u%04x".formatted((int) unit));
    }
  }
}
