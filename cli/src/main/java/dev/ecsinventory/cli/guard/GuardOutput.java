package dev.ecsinventory.cli.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.text.AsciiJson;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A guard as one JSON object, as files, and as text. */
public final class GuardOutput {
  private static final String FILES = "(scp|iam)-[0-9]+\\.json";

  private GuardOutput() {}

  /** All documents, gaps and limits. */
  public static String json(Guard guard) {
    try {
      ObjectNode root = AsciiJson.MAPPER.createObjectNode();
      for (PolicyType type : PolicyType.values()) {
        ArrayNode documents =
            root.putArray(
                switch (type) {
                  case SCP -> "service_control_policies";
                  case IAM -> "iam_policies";
                });
        for (String text : guard.documents().get(type)) {
          documents.add(AsciiJson.MAPPER.readTree(text));
        }
      }
      guard.gaps().forEach(root.putArray("not_enforced")::add);
      guard.limits().forEach(root.putArray("limits")::add);
      return AsciiJson.text(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree could not be written as JSON", impossible);
    }
  }

  /**
   * Writes each document into a file of {@code directory}, and deletes those that an earlier guard
   * left there: attached together, they would enforce both policies.
   */
  public static void write(Guard guard, Path directory) throws IOException {
    Files.createDirectories(directory);
    Set<String> written = new HashSet<>();
    for (PolicyType type : PolicyType.values()) {
      List<String> texts = guard.documents().get(type);
      for (int index = 0; index < texts.size(); index++) {
        String name = type.fileName(index + 1);
        Files.writeString(directory.resolve(name), texts.get(index));
        written.add(name);
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches(FILES) && !written.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Whether writing into {@code directory} would replace or delete {@code file}. */
  public static boolean replaces(Path file, Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    Path real = file.toRealPath();
    return real.getFileName().toString().matches(FILES)
        && real.getParent().equals(directory.toRealPath());
  }

  /** The files and their sizes. */
  public static String files(Guard guard) {
    StringBuilder text = new StringBuilder();
    for (PolicyType type : PolicyType.values()) {
      List<String> texts = guard.documents().get(type);
      for (int index = 0; index < texts.size(); index++) {
        text.append(
            "%-12s %s, %,d of at most %,d characters%n"
                .formatted(
                    type.fileName(index + 1),
                    type.title(),
                    texts.get(index).length(),
                    type.mostCharacters()));
      }
    }
    return text.toString();
  }

  /** Gaps and limits, for people. */
  public static String notices(Guard guard) {
    return list("Not enforced, because IAM cannot express it:", guard.gaps())
        + list("Limits:", guard.limits());
  }

  private static String list(String heading, List<String> items) {
    StringBuilder text = new StringBuilder();
    if (!items.isEmpty()) {
      text.append(heading).append(System.lineSeparator());
      items.forEach(item -> text.append(WrappedText.of("  - ", VisibleText.of(item))));
    }
    return text.toString();
  }
}
