package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcceptedValuesTest {
  private static AcceptedValues of(String... values) {
    return AcceptedValues.of(List.of(values));
  }

  @Test
  void aValueIsAcceptedLiterallyOrByAPattern() {
    AcceptedValues values = of("prod", "p*x");
    for (String accepted : List.of("prod", "px", "p-x")) {
      assertTrue(values.accepts(accepted), accepted);
    }
    for (String other : List.of("Prod", "p", "x", "p-X", "")) {
      assertFalse(values.accepts(other), other);
    }
    assertFalse(of("aa*aa").accepts("aaa"), "the parts of a pattern do not overlap");
  }

  @Test
  void theWildcardAloneAcceptsAnyValueAndAnEmptyListNone() {
    assertTrue(of("prod", "*").accepts("x"));
    assertFalse(of("*").none());
    assertTrue(of().none());
    assertFalse(of("prod").none());
    assertFalse(of("p*").none());
    assertFalse(of().accepts(""));
  }

  @Test
  void literalValuesHaveNoWildcards() {
    assertTrue(AcceptedValues.literally(List.of("a*")).accepts("a*"));
    assertFalse(AcceptedValues.literally(List.of("a*")).accepts("ab"));
  }

  @Test
  void isDescribedInWordsUpToTwentyValues() {
    assertEquals("any value", of("*").described());
    assertEquals("no value at all", of().described());
    assertEquals("\"a\"", of("a").described());
    assertEquals("one of \"a*c\", \"b\"", of("b", "a*c").described());
    String[] many = IntStream.range(10, 31).mapToObj(String::valueOf).toArray(String[]::new);
    assertTrue(of(many).described().endsWith("\"28\", \"29\" and 1 more"), of(many).described());
    assertFalse(
        of(List.of(many).subList(0, 20).toArray(String[]::new)).described().contains("more"));
  }

  @Test
  void suggestsThePatternsSpellingBeforeALiteral() {
    assertEquals(Optional.of("prod-7"), of("prod-*", "prod-1").nearest("PROD-7"));
    assertEquals(Optional.of("Prod-7-x"), of("Prod-*-x").nearest(" prod-7-X"));
    assertEquals(Optional.of("staging"), of("prod-*", "staging").nearest("stagign"));
    assertEquals(Optional.empty(), of("prod-*").nearest("other"));
  }
}
