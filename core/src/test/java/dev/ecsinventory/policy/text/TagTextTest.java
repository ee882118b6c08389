package dev.ecsinventory.policy.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagTextTest {
  /** Two chars of Java, and one character of AWS. */
  private static final String ROCKET = "\uD83D\uDE80";

  @Test
  void aKeyHasOneTo128Characters() {
    assertEquals(Optional.empty(), TagText.keyProblem("k"));
    assertEquals(Optional.empty(), TagText.keyProblem(ROCKET.repeat(128)));
    for (String key : new String[] {"", " ", "k".repeat(129)}) {
      assertEquals(
          Optional.of("\"" + key + "\" is not a tag key; accepted are 1 to 128 characters"),
          TagText.keyProblem(key));
    }
  }

  @Test
  void aKeyOfAwsIsReservedInAnyCase() {
    assertTrue(TagText.isReserved("aws:x"));
    assertTrue(TagText.isReserved("AWS:"));
    assertFalse(TagText.isReserved("aws"));
    assertFalse(TagText.isReserved("laws:x"));
    assertEquals(
        Optional.of("\"Aws:x\" begins with \"aws:\", which AWS reserves for its own tags"),
        TagText.keyProblem("Aws:x"));
  }

  @Test
  void aValueHasAtMost256Characters() {
    assertEquals(Optional.empty(), TagText.valueProblem(""));
    assertEquals(Optional.empty(), TagText.valueProblem(ROCKET.repeat(256)));
    assertEquals(
        Optional.of("is not a tag value; accepted are at most 256 characters"),
        TagText.valueProblem("v".repeat(257)));
  }

  @Test
  void aPatternHasAtMostOneWildcardAnd256Characters() {
    assertEquals(Optional.empty(), TagText.valuePatternProblem("a*b"));
    assertEquals(Optional.empty(), TagText.valuePatternProblem(ROCKET.repeat(256)));
    assertEquals(Optional.of("a value with at most one *"), TagText.valuePatternProblem("*a*"));
    assertEquals(
        Optional.of("a value of at most 256 characters"),
        TagText.valuePatternProblem("v".repeat(257)));
  }
}
