package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of a JSON object. Every problem is a {@link MalformedEvidenceException} that names the
 * field.
 *
 * @param what name of the object, for messages
 */
record Fields(String what, JsonNode node) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  Fields {
    requireNonNull(what, "what is null");
    if (!node.isObject()) {
      throw new MalformedEvidenceException(what + " is not an object");
    }
  }

  /** Rejects other fields than these. */
  void allowOnly(Set<String> names) {
    Set<String> others = new TreeSet<>();
    node.fieldNames().forEachRemaining(others::add);
    others.removeAll(names);
    if (!others.isEmpty()) {
      throw malformed(others.iterator().next(), "is not a field of it");
    }
  }

  boolean has(String name) {
    return node.has(name);
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw malformed(name, "is not a text");
    }
    return value.textValue();
  }

  /** The text, which must be {@code expected}. */
  void constant(String name, String expected) {
    if (!text(name).equals(expected)) {
      throw malformed(name, "is not " + expected);
    }
  }

  String sha256(String name) {
    String value = text(name);
    if (!SHA256.matcher(value).matches()) {
      throw malformed(name, "is not a SHA-256 in 64 lower-case hex digits");
    }
    return value;
  }

  byte[] base64(String name) {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException notBase64) {
      throw malformed(name, "is not base64");
    }
  }

  int count(String name) {
    long number = number(name, 0);
    if (number > Integer.MAX_VALUE) {
      throw malformed(name, "is more than " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  long number(String name, long least) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
      throw malformed(name, "is not a whole number from " + least);
    }
    return value.longValue();
  }

  boolean flag(String name) {
    JsonNode value = node.path(name);
    if (!value.isBoolean()) {
      throw malformed(name, "is neither true nor false");
    }
    return value.booleanValue();
  }

  Instant time(String name) {
    return parsed(name, Instant::parse, "is not a time in ISO 8601, in UTC");
  }

  LocalDate day(String name) {
    return parsed(name, LocalDate::parse, "is not a day, YYYY-MM-DD");
  }

  <T> T parsed(String name, Function<String, T> parser, String problem) {
    String text = text(name);
    try {
      T value = parser.apply(text);
      if (value.toString().equals(text)) {
        return value;
      }
    } catch (DateTimeException | IllegalArgumentException invalid) {
      throw malformed(name, problem);
    }
    // Another text for the same value.
    throw malformed(name, problem);
  }

  Fields object(String name) {
    return new Fields(what + "/" + name, node.path(name));
  }

  /** The one object of a list. */
  Fields only(String name) {
    List<Fields> items = new ArrayList<>();
    node.path(name).forEach(item -> items.add(new Fields(what + "/" + name, item)));
    if (!node.path(name).isArray() || items.size() != 1) {
      throw malformed(name, "is not a list with one item");
    }
    return items.getFirst();
  }

  MalformedEvidenceException malformed(String name, String problem) {
    return new MalformedEvidenceException("%s: %s %s".formatted(what, name, problem));
  }
}
