package dev.ecsinventory.cli.docs;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of code of the documentation. The line before a block of commands is its mark, an HTML
 * comment: {@code commands: run}, {@code commands: emulator}, {@code commands: emulator SomeTest}
 * or {@code commands: not run: REASON}; the first two can be followed by {@code , exit code N}. The
 * mark {@code output} is that of what the commands before it print.
 *
 * @param page the page, relative to the project
 * @param line the line of the mark or the beginning, from 1
 * @param mark the text of the comment; empty where there is none
 */
record CommandBlock(String page, int line, String mark, String language, String text) {
  static final String OUTPUT = "output";

  private static final String FENCE = "```";
  private static final String BEGIN = "<!-- ";
  private static final String END = " -->";

  /** The blocks of all pages, page by page. */
  static List<CommandBlock> all() {
    Path home = CommandLineRun.projectHome();
    try (Stream<Path> root = Files.list(home);
        Stream<Path> docs = Files.list(home.resolve("docs"))) {
      return Stream.concat(root, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("CHANGELOG.md"))
          .sorted()
          .flatMap(file -> of(home, file).stream())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<CommandBlock> of(Path home, Path page) {
    List<CommandBlock> blocks = new ArrayList<>();
    List<String> lines = lines(page);
    for (int begin = 0; begin < lines.size(); begin++) {
      String fence = lines.get(begin).strip();
      if (fence.startsWith(FENCE)) {
        int indent = lines.get(begin).indexOf(FENCE);
        int end = begin + 1;
        StringBuilder text = new StringBuilder();
        for (; !lines.get(end).strip().equals(FENCE); end++) {
          String line = lines.get(end);
          text.append(line.substring(Math.min(indent, line.length()))).append('\n');
        }
        String before = begin == 0 ? "" : lines.get(begin - 1).strip();
        boolean isMarked = before.startsWith(BEGIN) && before.endsWith(END);
        blocks.add(
            new CommandBlock(
                home.relativize(page).toString(),
                begin + 1,
                isMarked ? before.substring(BEGIN.length(), before.length() - END.length()) : "",
                fence.substring(FENCE.length()),
                text.toString()));
        begin = end;
      }
    }
    return blocks;
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean isCommands() {
    return language.equals("sh");
  }

  /** Whether the commands run as they are written. */
  boolean isRun() {
    return kind().equals("commands: run");
  }

  /** Whether the commands run with the endpoints and names of an emulator. */
  boolean isRunInEmulator() {
    return kind().equals("commands: emulator");
  }

  /** The test that runs the commands in an emulator. */
  Optional<String> otherTest() {
    return after("commands: emulator ");
  }

  /** Why the commands are not run. */
  Optional<String> reason() {
    return after("commands: not run: ");
  }

  /** The exit code of the last command. */
  int exitCode() {
    int code = mark.indexOf(", exit code ");
    return code < 0 ? 0 : Integer.parseInt(mark.substring(code + ", exit code ".length()));
  }

  private String kind() {
    return mark.replaceFirst(", exit code \\d+$", "");
  }

  private Optional<String> after(String prefix) {
    return mark.startsWith(prefix)
        ? Optional.of(mark.substring(prefix.length()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
