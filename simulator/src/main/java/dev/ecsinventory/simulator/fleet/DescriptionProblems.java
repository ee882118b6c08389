package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects all problems of a description, so that they are reported at once. */
public final class DescriptionProblems {
  private static final int SHOWN_OF_A_VALUE = 80;

  private final String source;
  private final List<String> found = new ArrayList<>();

  public DescriptionProblems(String source) {
    this.source = source;
  }

  public static String readText(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidDescriptionException(file.toString(), List.of("there is no such file"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  public JsonNode parse(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      String where =
          "line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      found.add(where + ": not JSON: " + e.getOriginalMessage());
      throw failure();
    }
  }

  public void add(String path, JsonNode value, String accepted) {
    if (value == null || value.isMissingNode()) {
      found.add(path + " is missing; accepted: " + accepted);
      return;
    }
    String text = value.toString();
    String shown =
        text.length() > SHOWN_OF_A_VALUE ? text.substring(0, SHOWN_OF_A_VALUE) + "…" : text;
    found.add(path + " is " + shown + "; accepted: " + accepted);
  }

  public void add(String path, String what) {
    found.add(path + " " + what);
  }

  /** Reports every field of {@code node} that is not among {@code accepted}. */
  public void unknownFields(String path, ObjectNode node, Set<String> accepted) {
    for (String field : (Iterable<String>) node::fieldNames) {
      if (!accepted.contains(field)) {
        found.add(
            path + "." + field + " is not known; accepted: " + String.join(", ", sorted(accepted)));
      }
    }
  }

  private static Set<String> sorted(Set<String> names) {
    return new TreeSet<>(names);
  }

  /** Throws if there are problems. */
  public void check() {
    if (!found.isEmpty()) {
      throw failure();
    }
  }

  private InvalidDescriptionException failure() {
    return new InvalidDescriptionException(source, found);
  }
}
