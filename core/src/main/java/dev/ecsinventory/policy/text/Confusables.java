package dev.ecsinventory.policy.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters that people take for a Latin letter or a plain hyphen, and get by copying from a
 * document or by another keyboard: the Cyrillic and Greek letters, dashes and quotes of Unicode's
 * list of confusables that tags are found to have. Width and ligatures are normalisation's affair.
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

  /**
   * {@code text} with what it looks like in location of look-alikes, and without what is unseen.
   */
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
