package dev.ecsinventory.model;

/**
 * Text without halves of characters. JSON can carry half of a surrogate pair as an escape, which no
 * encoding of Unicode has: one format would write a question mark, another would fail. Replaced
 * before anything is built from it, it is the same in all of them.
 */
public final class WellFormedText {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /** {@code text} with U+FFFD for each lone surrogate; {@code text} itself where it has none. */
  public static String of(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder wellFormed = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isLoneSurrogate(point) ? REPLACEMENT : point)
        .forEach(wellFormed::appendCodePoint);
    return wellFormed.toString();
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
