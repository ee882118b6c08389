package dev.ecsinventory.infra.catalog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of {@code athena/}: one SQL statement after a comment that states its question.
 *
 * @param name the file's name without its extension
 * @param text the file's content, with the columns of the schema in place of its placeholders
 */
public record Statement(String name, String text) {
  private static final String EXTENSION = ".sql";

  /** https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html */
  private static final int MAX_DESCRIPTION = 1024;

  public Statement {
    requireNonNull(name, "name is null");
    requireNonNull(text, "text is null");
    if (!text.startsWith("-- ")) {
      throw new IllegalArgumentException(name + EXTENSION + " does not start with a comment");
    }
  }

  /** The statements in {@code folder}, by name. */
  public static List<Statement> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(EXTENSION))
          .sorted()
          .map(Statement::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The comment at the top, as one line. */
  public String description() {
    String comment =
        text.lines()
            .takeWhile(line -> line.startsWith("--"))
            .map(line -> line.substring(2).strip())
            .collect(Collectors.joining(" "));
    return comment.substring(0, Math.min(comment.length(), MAX_DESCRIPTION));
  }

  private static Statement read(Path file) {
    String fileName = file.getFileName().toString();
    try {
      return new Statement(
          fileName.substring(0, fileName.length() - EXTENSION.length()),
          ColumnPlaceholder.expand(Files.readString(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
