package dev.ecsinventory.cli.input;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** A value of a JSON or YAML document, and the line on which it begins, from 1. */
sealed interface Node {
  int line();

  /** What a scalar is to the document's format; in JSON and YAML alike, quotes make a text. */
  enum Type {
    TEXT,
    NUMBER,
    FLAG,
    NULL,
    /** Of YAML alone: a time, a merge key, binary data. */
    OTHER
  }

  /**
   * A value without parts.
   *
   * @param text as it is written, without quotes and escapes
   */
  record Scalar(String text, Type type, int line) implements Node {
    public Scalar {
      requireNonNull(text, "text is null");
      requireNonNull(type, "type is null");
    }
  }

  /** A list. */
  record Sequence(List<Node> items, int line) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** An object, in the order of the document. */
  record Mapping(Map<String, Node> members, int line) implements Node {
    public Mapping {
      requireNonNull(members, "members is null");
    }
  }
}
