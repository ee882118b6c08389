package dev.ecsinventory.model;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The code points that are invisible, look like an ordinary space, or change the display of their
 * neighbors. Most follow from the general category; the others are in a table.
 *
 * <p>They include the joiners of emoji and the variation selectors: without a font that has the
 * joined form, a text with them looks the same as the text without them.
 *
 * @see <a href="https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point">
 *     Default_Ignorable_Code_Point</a>
 */
final class InvisibleCharacters {
  /**
   * First and last code point of the ranges whose category is that of letters, marks or symbols.
   * Those without a remark have the property Default_Ignorable_Code_Point.
   */
  private static final int[][] OTHERS = {
    {0x034F, 0x034F}, // combining grapheme joiner
    {0x115F, 0x1160}, // Hangul fillers
    {0x17B4, 0x17B5}, // Khmer inherent vowels
    {0x180B, 0x180F}, // Mongolian variation selectors and vowel separator
    {0x2800, 0x2800}, // Braille pattern without dots: blank
    {0x3164, 0x3164}, // Hangul filler
    {0xFE00, 0xFE0F}, // variation selectors
    {0xFFA0, 0xFFA0}, // halfwidth Hangul filler
    {0xFFFC, 0xFFFC}, // object replacement character: stands for something that text cannot hold
    {0x13441, 0x13442}, // Egyptian full and half blank: blank
    {0x16FE4, 0x16FE4}, // Khitan small script filler: blank
    {0x1D159, 0x1D159}, // musical null notehead: blank
    {0xE0100, 0xE01EF}, // variation selectors supplement
  };

  private static final BitSet TABLE = new BitSet();

  static {
    Arrays.stream(OTHERS).forEach(range -> TABLE.set(range[0], range[1] + 1));
  }

  private InvisibleCharacters() {}

  static boolean contain(int point) {
    if (point == ' ') {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE,
          // The display of these, if any, depends on the font.
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> TABLE.get(point);
    };
  }
}
