package dev.ecsinventory.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PrimitiveIterator;

/**
 * The automaton of a glob, run with all its states at once: bit {@code n} of a set of states means
 * that the first {@code n} characters of the pattern, {@code *} left out, have been matched. Each
 * character of a candidate is read once and costs a few operations for every 64 characters of the
 * pattern. A matcher that tries one way after the other can need exponential time.
 *
 * @see <a href="https://doi.org/10.1145/135239.135243">Baeza-Yates and Gonnet, A New Approach to
 *     Text Searching (the Shift-And algorithm)</a>
 */
final class GlobAutomaton {
  private final int states;

  /** The states at which a {@code *} stands: any character leaves the automaton there. */
  private final long[] stars;

  /** The states that a character leads on from; for every other character {@link #anyCharacter}. */
  private final Map<Integer, long[]> byCharacter = new HashMap<>();

  private final long[] anyCharacter;

  GlobAutomaton(String pattern) {
    int[] characters = pattern.codePoints().toArray();
    this.states = (int) Arrays.stream(characters).filter(character -> character != '*').count() + 1;
    this.stars = new long[(states >>> 6) + 1];
    this.anyCharacter = new long[stars.length];
    int state = 0;
    for (int character : characters) {
      switch (character) {
        case '*' -> add(stars, state);
        case '?' -> add(anyCharacter, state++);
        default ->
            add(byCharacter.computeIfAbsent(character, key -> new long[stars.length]), state++);
      }
    }
    byCharacter.values().forEach(this::addAnyCharacter);
  }

  private void addAnyCharacter(long[] set) {
    for (int word = 0; word < set.length; word++) {
      set[word] |= anyCharacter[word];
    }
  }

  private static void add(long[] set, int state) {
    set[state >>> 6] |= 1L << state;
  }

  /** Whether the pattern matches all of {@code codePoints}; reads each of them at most once. */
  boolean matches(PrimitiveIterator.OfInt codePoints) {
    long[] reached = new long[stars.length];
    add(reached, 0);
    boolean alive = true;
    while (alive && codePoints.hasNext()) {
      alive = advance(reached, byCharacter.getOrDefault(codePoints.next(), anyCharacter));
    }
    int last = states - 1;
    return alive && (reached[last >>> 6] & 1L << last) != 0;
  }

  /** Replaces the states reached by those after one more character; false when there is none. */
  private boolean advance(long[] reached, long[] leadsOn) {
    long carried = 0;
    long any = 0;
    for (int word = 0; word < reached.length; word++) {
      long moving = reached[word] & leadsOn[word];
      reached[word] = reached[word] & stars[word] | moving << 1 | carried;
      carried = moving >>> 63;
      any |= reached[word];
    }
    return any != 0;
  }
}
