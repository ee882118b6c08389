package dev.ecsinventory.cli.guard;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.ResultFile;
import dev.ecsinventory.config.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The documents of a guard as files of a directory. */
public final class GuardFiles {
  private static final String NAME = "(scp|iam)-[0-9]+\\.json";

  private final Path directory;

  public GuardFiles(Path directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  /**
   * Writes each document into a file, and deletes those that an earlier guard left there: attached
   * together, they would enforce both policies.
   *
   * @throws InvalidInputException before anything is written, if the directory has a file of such a
   *     name that no guard wrote: it may be the tag policy, or the work of a person
   */
  public void write(Guard guard) throws IOException {
    Map<Path, String> documents = documents(guard);
    Files.createDirectories(directory);
    List<Path> former = former();
    for (Map.Entry<Path, String> document : documents.entrySet()) {
      ResultFile.write(document.getKey(), document.getValue().getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : former) {
      if (!documents.containsKey(file)) {
        Files.delete(file);
      }
    }
  }

  private Map<Path, String> documents(Guard guard) {
    Map<Path, String> documents = new TreeMap<>();
    for (PolicyType type : PolicyType.values()) {
      List<String> texts = guard.documents().get(type);
      for (int index = 0; index < texts.size(); index++) {
        documents.put(directory.resolve(type.fileName(index + 1)), texts.get(index));
      }
    }
    return documents;
  }

  private List<Path> former() throws IOException {
    List<Path> former = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches(NAME)) {
          if (isOfAGuard(file)) {
            former.add(file);
          } else {
            others.add(name);
          }
        }
      }
    }
    if (!others.isEmpty()) {
      throw new InvalidInputException(
          "the policies cannot be written",
          List.of(
              "--out: \"%s\" contains %s, which guard did not write; move it, or name another directory"
                  .formatted(directory, String.join(", ", others))));
    }
    return former;
  }

  private static boolean isOfAGuard(Path file) throws IOException {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) <= PolicyType.IAM.mostCharacters()
          && IamDocuments.isOne(WholeFile.utf8(file));
    } catch (CharacterCodingException binary) {
      return false;
    }
  }
}
