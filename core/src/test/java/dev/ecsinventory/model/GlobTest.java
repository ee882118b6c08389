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

/** Globs, compared with a matcher that tries every alternative. */
class GlobTest {
  /**
   * A small alphabet, so that patterns and candidates often nearly match; one character is outside
   * of the BMP.
   */
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
  void agreesWithTheExhaustiveMatcher(
      @ForAll("patterns") String pattern, @ForAll("candidates") String candidate) {
    assertEquals(
        matchExhaustively(pattern.codePoints().toArray(), 0, candidate.codePoints().toArray(), 0),
        new Glob(pattern).matches(candidate));
  }

  /** Patterns that need more than the 64 states of one word. */
  @Property(tries = 1000, seed = "4711")
  void agreesWithTheExhaustiveMatcherForLongPatterns(
      @ForAll("patterns") String pattern, @ForAll("candidates") String candidate) {
    String head = "x".repeat(61);
    assertEquals(
        new Glob("*" + pattern).matches(candidate),
        new Glob(head + "*" + pattern).matches(head + candidate));
  }

  private static boolean matchExhaustively(int[] pattern, int from, int[] candidate, int at) {
    if (from == pattern.length) {
      return at == candidate.length;
    }
    if (pattern[from] == '*') {
      return matchExhaustively(pattern, from + 1, candidate, at)
          || at < candidate.length && matchExhaustively(pattern, from, candidate, at + 1);
    }
    return at < candidate.length
        && (pattern[from] == '?' || pattern[from] == candidate[at])
        && matchExhaustively(pattern, from + 1, candidate, at + 1);
  }

  @Property(tries = 2000, seed = "4711")
  void globsWithACommonMatchIntersect(
      @ForAll("patterns") String one,
      @ForAll("patterns") String other,
      @ForAll("candidates") String candidate) {
    Glob first = new Glob(one);
    Glob second = new Glob(other);
    boolean bothMatch = first.matches(candidate) && second.matches(candidate);

    assertTrue(!bothMatch || first.mayMeet(second));
  }

  @Example
  void readsEachCharacterOnceEvenForPatternsWithManyWildcards() {
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
  void stopsReadingIfNothingCanMatch() {
    OncePerCharacter characters = new OncePerCharacter("b" + "a".repeat(10_000));

    assertFalse(new GlobAutomaton("a*").matches(characters));
    assertEquals(1, characters.reads);
  }

  @Example
  void rejectsABlankGlob() {
    assertThrows(IllegalArgumentException.class, () -> new Glob(" "));
  }

  /** An iterator that counts reads and cannot go back. */
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
