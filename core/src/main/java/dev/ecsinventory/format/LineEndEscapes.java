package dev.ecsinventory.format;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Escapes line ends outside ASCII, which JSON allows in a text: some readers of JSON Lines, such as
 * Python's {@code splitlines}, end a line there and count more lines than rows.
 */
final class LineEndEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1;

  private static final char NEXT_LINE = '\u0085';
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  /**
   * Whether a reader may interpret {@code character}, which is outside ASCII, as the end of a line.
   */
  static boolean isLineEnd(int character) {
    return character == NEXT_LINE
        || character == LINE_SEPARATOR
        || character == PARAGRAPH_SEPARATOR;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return standardAsciiEscapesForJSON();
  }

  @Override
  public SerializableString getEscapeSequence(int character) {
    return isLineEnd(character) ? new SerializedString("\\u%04x".formatted(character)) : null;
  }
}
