package dev.ecsinventory.policy.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the spelling that was probably intended: the same except for case, surrounding spaces,
 * width or look-alike characters, or at a small edit distance.
 */
public final class Spelling {
  private Spelling() {}

  /**
   * {@code text} by its appearance: compatibility characters and look-alikes are replaced,
   * surrounding spaces are removed.
   */
  public static String plain(String text) {
    return isPrintableAscii(text)
        ? text.strip()
        : Confusables.replaced(Normalizer.normalize(text, Normalizer.Form.NFKC)).strip();
  }

  /**
   * Printable ASCII contains no look-alikes; most tags are ASCII, and normalization is expensive.
   */
  private static boolean isPrintableAscii(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) < ' ' || text.charAt(index) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String folded(String text) {
    return plain(text).toLowerCase(Locale.ROOT);
  }

  /**
   * The candidate nearest to {@code actual}, if one is near enough; never {@code actual} itself.
   */
  public static Optional<String> nearest(String actual, Collection<String> candidates) {
    String folded = folded(actual);
    return candidates.stream()
        .filter(candidate -> !candidate.equals(actual))
        .map(candidate -> new Near(candidate, folded, actual))
        .filter(near -> near.slips <= mostSlips(near.candidate))
        .min(
            Comparator.comparingInt((Near near) -> near.slips)
                .thenComparingInt(near -> near.rawSlips)
                .thenComparing(near -> near.candidate))
        .map(near -> near.candidate);
  }

  /**
   * The maximum edit distance. In a short word one different letter makes a different word: dev and
   * dep, eu and us.
   */
  private static int mostSlips(String word) {
    int length = word.length();
    if (length <= 3) {
      return 0;
    }
    return length <= 6 ? 1 : length <= 12 ? 2 : 3;
  }

  private static final class Near {
    private final String candidate;
    private final int slips;
    private final int rawSlips;

    Near(String candidate, String folded, String actual) {
      this.candidate = candidate;
      this.slips = slips(folded, folded(candidate), mostSlips(candidate));
      this.rawSlips =
          slips <= mostSlips(candidate) ? slips(actual, candidate, Integer.MAX_VALUE) : slips;
    }
  }

  /**
   * The optimal string alignment distance of two texts: the number of insertions, deletions,
   * replacements and swaps of neighbors that transform one into the other. If the difference of the
   * lengths already exceeds {@code most}, it is not computed exactly.
   */
  static int slips(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return Integer.MAX_VALUE;
    }
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int replaced = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        int slips =
            Math.min(last[column - 1] + replaced, 1 + Math.min(last[column], current[column - 1]));
        current[column] =
            isSwap(one, row, other, column) ? Math.min(slips, beforeLast[column - 2] + 1) : slips;
      }
      int[] oldest = beforeLast;
      beforeLast = last;
      last = current;
      current = oldest;
    }
    return last[other.length()];
  }

  private static boolean isSwap(String one, int row, String other, int column) {
    return row > 1
        && column > 1
        && one.charAt(row - 1) == other.charAt(column - 2)
        && one.charAt(row - 2) == other.charAt(column - 1);
  }
}
