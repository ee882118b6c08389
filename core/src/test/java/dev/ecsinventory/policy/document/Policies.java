package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.policy.Evaluation;
import dev.ecsinventory.policy.document.TagPolicyParser.NamedDocument;
import dev.ecsinventory.schema.TagViolations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Policies for tests, written with {@code '} for {@code "}. */
public final class Policies {
  private Policies() {}

  /** A reader for policies that refer to nothing. */
  public static final PolicyReader NO_REFERENCES =
      reference -> {
        throw new AssertionError("no reference was expected, but " + reference);
      };

  public static String json(String text) {
    return text.replace('\'', '"');
  }

  public static TagPolicy parse(String text) {
    return new TagPolicyParser(NO_REFERENCES).parse("policy.json", json(text));
  }

  /** One document a level, from the root down. */
  static TagPolicy inherited(String... documents) {
    return inherited(Arrays.stream(documents).map(List::of).toList());
  }

  static TagPolicy inherited(List<List<String>> levels) {
    List<List<NamedDocument>> named =
        levels.stream()
            .map(
                level ->
                    level.stream()
                        .map(document -> new NamedDocument("policy.json", json(document)))
                        .toList())
            .toList();
    return new TagPolicyParser(NO_REFERENCES).parseInherited(named);
  }

  /** What is wrong with a policy that must be rejected. */
  public static List<String> problems(String text) {
    return assertThrows(InvalidInputException.class, () -> parse(text)).problems();
  }

  /** The violations as {@code KIND KEY}, for a policy written as text. */
  public static List<String> kinds(Evaluation evaluation) {
    return evaluation.violations().stream()
        .map(
            row ->
                Stream.of(
                        row.get(TagViolations.VIOLATION),
                        row.get(TagViolations.RULE),
                        String.valueOf(row.get(TagViolations.ACTUAL_KEY)))
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow())
        .toList();
  }
}
