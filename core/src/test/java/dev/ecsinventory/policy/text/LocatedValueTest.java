package dev.ecsinventory.policy.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LocatedValueTest {
  private final Problems problems = new Problems();

  private LocatedValue value(String json) {
    return JsonText.read("doc", json, problems).orElseThrow();
  }

  private List<String> found() {
    try {
      problems.rejectIfAny("rejected");
      return List.of();
    } catch (InvalidInputException rejected) {
      return rejected.problems();
    }
  }

  @Test
  void aWholeNumberIsAcceptedWithinItsBounds() {
    assertEquals(OptionalInt.of(2), value("2").integer(2, 4));
    assertEquals(OptionalInt.of(4), value("4").integer(2, 4));
    assertEquals(List.of(), found());
    for (String json : List.of("1", "5", "2.5", "\"3\"", "4294967299")) {
      assertEquals(OptionalInt.empty(), value(json).integer(2, 4), json);
    }
    assertEquals(5, found().size());
    assertEquals(
        "doc: 1 is not accepted; accepted is a whole number from 2 to 4", found().getFirst());
  }

  @Test
  void aProblemHasThePointerOfItsValue() {
    value("{\"a/b~c\": [1, 2]}").field("a/b~c").items("a list").getLast().problem("is wrong");
    value("3").problem("is wrong");
    assertEquals(List.of("doc#/a~1b~0c/1: is wrong", "doc: is wrong"), found());
  }

  @Test
  void aLongValueIsShownByItsBeginning() {
    value("\"" + "x".repeat(78) + "\"").reject("y");
    value("\"" + "x".repeat(79) + "\"").reject("y");
    assertEquals(
        List.of(
            "doc: \"" + "x".repeat(78) + "\" is not accepted; accepted is y",
            "doc: \"" + "x".repeat(79) + "… is not accepted; accepted is y"),
        found());
  }

  @Test
  void wordsAreATextThatIsNotBlank() {
    assertEquals(Optional.of("a"), value("\"a\"").words("words"));
    assertEquals(Optional.empty(), value("\" \"").words("words"));
    assertEquals(Optional.empty(), value("7").words("words"));
    assertEquals(
        List.of(
            "doc: \" \" is not accepted; accepted is words",
            "doc: 7 is not accepted; accepted is words"),
        found());
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertEquals(Optional.of(true), value("true").flag());
    assertEquals(Optional.of(false), value("false").flag());
    assertEquals(Optional.empty(), value("0").flag());
    assertEquals(List.of("doc: 0 is not accepted; accepted is true or false"), found());
  }

  @Test
  void problemsOfALenientValueAreNotReported() {
    value("7").leniently().reject("x");
    assertEquals(List.of(), found());
  }

  @Test
  void aValueOfAnotherKindHasNeitherFieldsNorItems() {
    assertEquals(List.of(), value("{}").items("a list"));
    assertEquals(List.of(), List.copyOf(value("[]").fields("an object").keySet()));
    assertEquals(
        List.of(
            "doc: {} is not accepted; accepted is a list",
            "doc: [] is not accepted; accepted is an object"),
        found());
  }

  @Test
  void aTextThatIsNoJsonHasItsLineAndColumn() {
    assertEquals(Optional.empty(), JsonText.read("doc", "{\n  x}", problems));
    assertEquals(1, found().size());
    assertEquals("(line 2, column 3)", found().getFirst().replaceAll(".*(\\(line.*)", "$1"));
    JsonText.read("empty", "", problems);
    JsonText.read("two", "{} {}", problems);
    JsonText.read("duplicate", "{\"a\": 1, \"a\": 2}", problems);
    JsonText.read("mark", "\uFEFF{}", problems);
    JsonText.read("half", "[\"\\ud800\"]", problems);
    assertEquals(
        List.of(
            "empty: is empty; accepted is a JSON object",
            "two: has content after the end of its JSON object",
            "duplicate#/a: is a duplicate key; accepted is one occurrence",
            "half#/0: contains half of a surrogate pair; accepted is well-formed Unicode text"),
        found().subList(1, found().size()));
  }
}
