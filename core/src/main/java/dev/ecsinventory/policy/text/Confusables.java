package dev.ecsinventory.policy.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters that look like a Latin letter or a plain hyphen and enter tags through copied text or
 * other keyboards: Cyrillic and Greek letters, dashes and quotes from Unicode's list of
 * confusables. Width and ligatures are handled by normalization.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">UTS #39</a>
 */
final class Confusables {
  private static final Map<Integer, Character> PLAIN = new HashMap<>();

  static {
    add("аеорсухіјѕһԁӏԛԝѵᴄ", "aeopcyxijshdlqwvc");
    add("АВЕКМНОРСТУХІЈЅԌԚԜ", "ABEKMHOPCTYXIJSGQW");
    add("αιοκνρυχ", "aiokvpux");
    add("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX");
    add("ıɑɡ", "iag");
    add("‐‑‒–—−﹣", "-------");
    add("’‘′", "'''");
  }

  private Confusables() {}

  private static void add(String lookAlikes, String plain) {
    if (lookAlikes.length() != plain.length()) {
      throw new IllegalStateException(lookAlikes + " is not as long as " + plain);
    }
    for (int index = 0; index < plain.length(); index++) {
      PLAIN.put((int) lookAlikes.charAt(index), plain.charAt(index));
    }
  }

  /** {@code text} with look-alikes replaced and invisible characters removed. */
  static String replaced(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .filter(character -> !isUnseen(character))
        .forEach(
            character -> {
              Character replacement = PLAIN.get(character);
              if (replacement == null) {
                plain.appendCodePoint(character);
              } else {
                plain.append(replacement.charValue());
              }
            });
    return plain.toString();
  }

  /** Zero-width spaces and joiners, direction marks, soft hyphens, control characters. */
  private static boolean isUnseen(int character) {
    return Character.getType(character) == Character.FORMAT || Character.isISOControl(character);
  }
}
