package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.PrimitiveIterator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Globs, against a matcher that tries every way. */
class GlobTest {
  /** Few characters, so that patterns and candidates often nearly match; one is outside the BMP. */
  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "\n", "😀", "*", "?", "[", "\\")
        .list()
        .ofMinSize(1)
        .ofMaxSize(9)
        .map(parts -> String.join("", parts))
        .filter(pattern -> !pattern.isBlank());
  }

  @Provide
  Arbitrary<String> candidates() {
    return Arbitraries.of("a", "b", "\n", "😀", "[", "\\")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5000, seed = "4711")
  void matchesWhatTryingEveryWayMatches(
      @ForAll("patterns") String pattern, @ForAll("candidates") String candidate) {
    assertEquals(
        tryEveryWay(pattern.codePoints().toArray(), 0, candidate.codePoints().toArray(), 0),
        new Glob(pattern).matches(candidate));
  }

  /** The same beyond the 64 states of one word. */
  @Property(tries = 1000, seed = "4711")
  void matchesLongPatternsInTheSameWay(
      @ForAll("patterns") String pattern, @ForAll("candidates") String candidate) {
    String head = "x".repeat(61);
    assertEquals(
        new Glob("*" + pattern).matches(candidate),
        new Glob(head + "*" + pattern).matches(head + candidate));
  }

  private static boolean tryEveryWay(int[] pattern, int from, int[] candidate, int at) {
    if (from == pattern.length) {
      return at == candidate.length;
    }
    if (pattern[from] == '*') {
      return tryEveryWay(pattern, from + 1, candidate, at)
          || at < candidate.length && tryEveryWay(pattern, from, candidate, at + 1);
    }
    return at < candidate.length
        && (pattern[from] == '?' || pattern[from] == candidate[at])
        && tryEveryWay(pattern, from + 1, candidate, at + 1);
  }

  @Property(tries = 2000, seed = "4711")
  void globsThatMatchTheSameMayMeet(
      @ForAll("patterns") String one,
      @ForAll("patterns") String other,
      @ForAll("candidates") String candidate) {
    Glob first = new Glob(one);
    Glob second = new Glob(other);
    boolean bothMatch = first.matches(candidate) && second.matches(candidate);

    assertTrue(!bothMatch || first.mayMeet(second));
  }

  @Example
  void readsEachCharacterOncePatternsThatNeedManyTriesIncluded() {
    String candidate = "a".repeat(10_000);
    Stream.of(
            "*a".repeat(500) + "b", "*".repeat(500) + "b", "a*".repeat(500) + "?b", "*?".repeat(99))
        .forEach(
            pattern -> {
              OncePerCharacter characters = new OncePerCharacter(candidate);
              assertEquals(
                  pattern.endsWith("?"), new GlobAutomaton(pattern).matches(characters), pattern);
              assertTrue(characters.reads <= candidate.length(), pattern);
            });
  }

  @Example
  void stopsReadingOnceNothingCanMatch() {
    OncePerCharacter characters = new OncePerCharacter("b" + "a".repeat(10_000));

    assertFalse(new GlobAutomaton("a*").matches(characters));
    assertEquals(1, characters.reads);
  }

  @Example
  void rejectsABlankGlob() {
    assertThrows(IllegalArgumentException.class, () -> new Glob(" "));
  }

  /** Counts reads; none can be taken back. */
  private static final class OncePerCharacter implements PrimitiveIterator.OfInt {
    private final PrimitiveIterator.OfInt characters;
    private int reads;

    OncePerCharacter(String text) {
      characters = text.codePoints().iterator();
    }

    @Override
    public int nextInt() {
      reads++;
      return characters.nextInt();
    }

    @Override
    public boolean hasNext() {
      return characters.hasNext();
    }
  }
}
