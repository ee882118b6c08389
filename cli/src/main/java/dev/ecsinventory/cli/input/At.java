package dev.ecsinventory.cli.input;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.input.Node.Mapping;
import dev.ecsinventory.cli.input.Node.Scalar;
import dev.ecsinventory.cli.input.Node.Sequence;
import dev.ecsinventory.cli.input.Node.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value and where it is in the document; what is wrong with it is noted in {@code problems}.
 *
 * @param pointer a JSON Pointer
 */
record At(Node node, String pointer, InputProblems problems) {
  At {
    requireNonNull(node, "node is null");
    requireNonNull(pointer, "pointer is null");
    requireNonNull(problems, "problems is null");
  }

  static String append(String pointer, String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  int line() {
    return node.line();
  }

  void problem(String what) {
    problems.add(pointer, line(), what);
  }

  boolean isMapping() {
    return node instanceof Mapping;
  }

  boolean isSequence() {
    return node instanceof Sequence;
  }

  boolean isNull() {
    return node instanceof Scalar scalar && scalar.type() == Type.NULL;
  }

  /** The member of an object that is there and not null. */
  Optional<At> member(String key) {
    return node instanceof Mapping mapping && mapping.members().get(key) != null
        ? Optional.of(new At(mapping.members().get(key), append(pointer, key), problems))
            .filter(at -> !at.isNull())
        : Optional.empty();
  }

  /** The members of an object; none, with the problem noted, where it is none. */
  Map<String, At> members(String accepted) {
    Map<String, At> members = new LinkedHashMap<>();
    if (node instanceof Mapping mapping) {
      mapping
          .members()
          .forEach((key, value) -> members.put(key, new At(value, append(pointer, key), problems)));
    } else {
      problem("accepted is " + accepted);
    }
    return members;
  }

  /** The items of a list; none, with the problem noted, where it is none. */
  List<At> items(String accepted) {
    List<At> items = new ArrayList<>();
    if (node instanceof Sequence sequence) {
      for (Node item : sequence.items()) {
        items.add(new At(item, append(pointer, String.valueOf(items.size())), problems));
      }
    } else {
      problem("accepted is " + accepted);
    }
    return items;
  }

  /** A text; where it is none, the problem is noted. */
  Optional<String> text(String accepted) {
    if (node instanceof Scalar scalar && scalar.type() == Type.TEXT) {
      return Optional.of(scalar.text());
    }
    problem(
        node instanceof Scalar scalar
            ? "%s is no text; accepted is %s, in quotes".formatted(scalar.text(), accepted)
            : "accepted is " + accepted);
    return Optional.empty();
  }

  /** A text that is not empty. */
  Optional<String> words(String accepted) {
    Optional<String> text = text(accepted);
    if (text.isPresent() && text.get().isBlank()) {
      problem("is empty; accepted is " + accepted);
      return Optional.empty();
    }
    return text;
  }
}
