package dev.ecsinventory.policy.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.policy.document.AcceptedValues;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpellingTest {
  static Stream<Arguments> nearest() {
    List<String> stages = List.of("production", "staging", "test", "dev", "eu", "us");
    return Stream.of(
        Arguments.of("Production", stages, "production"),
        Arguments.of(" production\t", stages, "production"),
        Arguments.of("production\u00A0", stages, "production"),
        Arguments.of("produсtion", stages, "production"), // a Cyrillic es
        Arguments.of("ｐｒｏｄｕｃｔｉｏｎ", stages, "production"), // full width
        Arguments.of("pro\u200Bduction\u202E", stages, "production"), // unseen characters
        Arguments.of("prodcution", stages, "production"), // neighbours swapped
        Arguments.of("producton", stages, "production"),
        Arguments.of("tset", stages, "test"),
        Arguments.of("stagign", stages, "staging"),
        Arguments.of("DEV", stages, "dev"),
        // Another word, not another spelling.
        Arguments.of("dep", stages, null),
        Arguments.of("ap", stages, null),
        Arguments.of("pre", stages, null),
        Arguments.of("", stages, null),
        // What is right already needs no suggestion.
        Arguments.of("test", List.of("test"), null),
        // The nearest by letters first, then by their case, then by the alphabet.
        Arguments.of("PROD", List.of("prod", "Prod", "prods"), "Prod"),
        Arguments.of("mate", List.of("late", "gate"), "gate"),
        Arguments.of("cost center", List.of("CostCenter", "cost-center"), "cost-center"));
  }

  @ParameterizedTest
  @MethodSource("nearest")
  void findsWhatWasProbablyMeant(String actual, List<String> allowed, String expected) {
    assertEquals(Optional.ofNullable(expected), Spelling.nearest(actual, allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "'','',0",
    "ab,ab,0",
    "ab,abc,1",
    "abc,ab,1",
    "ab,ba,1",
    "ca,abc,3",
    "kitten,sitting,3"
  })
  void countsSlips(String one, String other, int slips) {
    assertEquals(slips, Spelling.slips(one, other, Integer.MAX_VALUE));
  }

  @Test
  void respellsTheFixedPartsOfAPattern() {
    AcceptedValues values = AcceptedValues.of(List.of("team-*@example.com", "none"));

    assertEquals(Optional.of("team-A@example.com"), values.nearest("Team-A@Example.com "));
    assertEquals(Optional.of("none"), values.nearest("None"));
    assertEquals(Optional.empty(), values.nearest("team-a@example.org"));
  }

  @Test
  void describesLongListsShortly() {
    List<String> many = Stream.iterate(10, i -> i + 1).limit(25).map(String::valueOf).toList();

    assertEquals("any value", AcceptedValues.ANY.described());
    assertEquals("no value at all", AcceptedValues.of(List.of()).described());
    assertEquals("\"a*\"", AcceptedValues.of(List.of("a*")).described());
    assertEquals("one of \"a\", \"b*c\"", AcceptedValues.of(List.of("b*c", "a")).described());
    assertEquals("\"29\" and 5 more", AcceptedValues.of(many).described().replaceAll(".*, ", ""));
  }
}
