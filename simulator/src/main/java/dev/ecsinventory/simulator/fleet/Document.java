package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One resource in the API's form, immutable.
 *
 * <p>Stored as UTF-8 text and parsed on demand: a fleet of 50,000 task sets takes tens of
 * megabytes, while trees of nodes take hundreds.
 */
public final class Document {
  private final byte[] utf8;

  private Document(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** A document with a copy of the fields of {@code node}. */
  public static Document of(ObjectNode node) {
    return new Document(Json.utf8(requireNonNull(node, "node is null")));
  }

  /** A copy that the caller may change. */
  public ObjectNode node() {
    try {
      return (ObjectNode) Json.parse(utf8);
    } catch (IOException e) {
      throw new UncheckedIOException("a document that was written as JSON does not parse", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document document && Arrays.equals(utf8, document.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
