package dev.ecsinventory.model;

/**
 * Replaces lone surrogates in text. JSON can contain half of a surrogate pair as an escape, which
 * no Unicode encoding can represent: one format would write a question mark, another would fail. It
 * is replaced before a row is built, so that all formats contain the same text.
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
