package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No text uses a phrase that {@code docs/glossary.md} discourages with a regular expression. Texts
 * are documentation, comments and messages of main sources, comments of tests, names, and other
 * files.
 */
class GlossaryTest {
  private static final Path HOME = CommandLineRun.projectHome();
  private static final Path GLOSSARY = HOME.resolve("docs/glossary.md");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\| (.*?) \\| (`.*`) \\|$");
  private static final Pattern EXPRESSION = Pattern.compile("`([^`]+)`");

  /** Text blocks, string literals and comments; a character literal can contain a quote. */
  private static final Pattern JAVA_TEXT =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n"
              + "])*\"|//[^\n"
              + "]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])'");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w+");

  private static final Pattern SQL_COMMENT = Pattern.compile("--[^\n]*");

  /** Names in text: inline tags, parameters, calls, code, keys, and the marks of comments. */
  private static final Pattern NOT_PROSE =
      Pattern.compile(
          "(?s)\\{@\\w+[^}]*}|@(param|throws) \\S+|\\w+\\(\\)|`[^`]*`"
              + "|\"\\S*\"|\"\\w+ is null\"|(?m:^ *(\\*|//|--))");

  private record Row(String phrases, List<Pattern> expressions) {}

  @Test
  void eachExpressionFindsAPhraseOfItsRow() {
    List<Row> rows = rows();
    assertTrue(rows.size() > 20, () -> "the table has only " + rows.size() + " rows");
    for (Row row : rows) {
      assertTrue(
          row.expressions().stream().anyMatch(one -> one.matcher(row.phrases()).find()),
          row.phrases());
    }
  }

  @Test
  void documentationUsesTheTerms() {
    List<Path> pages = files(HOME.resolve("docs"), ".md");
    List.of("README.md", "CONTRIBUTING.md", "SECURITY.md").forEach(p -> pages.add(HOME.resolve(p)));
    pages.remove(GLOSSARY);
    assertEquals(List.of(), discouraged(pages, text -> text));
  }

  @Test
  void unreleasedChangesUseTheTerms() {
    Path changelog = HOME.resolve("CHANGELOG.md");
    assertEquals(
        List.of(),
        discouraged(
            List.of(changelog),
            text -> text.replaceFirst("(?s)^.*?## Unreleased(.*?)(\n## .*|$)", "$1")));
  }

  @Test
  void queriesAndTheReportUseTheTerms() {
    assertEquals(
        List.of(),
        discouraged(files(HOME.resolve("athena"), ".sql"), text -> matches(SQL_COMMENT, text)));
    assertEquals(
        List.of(), discouraged(files(HOME, ".jte"), text -> text.replaceAll("<.*?>", " ")));
  }

  @Test
  void commentsAndMessagesUseTheTerms() {
    List<Path> sources = files(HOME, ".java");
    sources.removeIf(source -> !source.toString().contains("src/main/"));
    assertTrue(sources.size() > 300, () -> "the search finds only " + sources.size() + " sources");
    assertEquals(List.of(), discouraged(sources, text -> matches(JAVA_TEXT, text)));
  }

  @Test
  void commentsOfTestsUseTheTerms() {
    List<Path> sources = files(HOME, ".java");
    sources.removeIf(source -> !source.toString().contains("src/test/"));
    assertTrue(sources.size() > 200, () -> "the search finds only " + sources.size() + " sources");
    assertEquals(List.of(), discouraged(sources, GlossaryTest::comments));
  }

  @Test
  void namesUseTheTerms() {
    List<Path> sources = files(HOME, ".java");
    assertEquals(List.of(), discouraged(sources, GlossaryTest::names));
  }

  @Test
  void otherFilesUseTheTerms() {
    List<Path> others = new ArrayList<>(List.of(HOME.resolve("ecs-inventory")));
    for (String extension : List.of("pom.xml", ".js", ".css", ".svg")) {
      others.addAll(files(HOME, extension));
    }
    others.removeIf(file -> file.toString().contains("/resources/bucket-"));
    assertTrue(others.size() > 8, others.toString());
    assertEquals(List.of(), discouraged(others, text -> text));
  }

  private static List<Row> rows() {
    return ROW.matcher(read(GLOSSARY))
        .results()
        .map(row -> new Row(row.group(1), expressions(row.group(3).replace("\\|", "|"))))
        .toList();
  }

  private static List<Pattern> expressions(String cell) {
    return EXPRESSION
        .matcher(cell)
        .results()
        .map(one -> Pattern.compile(one.group(1), Pattern.CASE_INSENSITIVE))
        .toList();
  }

  private static List<String> discouraged(List<Path> files, UnaryOperator<String> textOf) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String prose =
          NOT_PROSE.matcher(textOf.apply(read(file))).replaceAll(" ").replaceAll("\\s+", " ");
      for (Row row : rows()) {
        for (Pattern expression : row.expressions()) {
          expression
              .matcher(prose)
              .results()
              .forEach(match -> found.add(HOME.relativize(file) + ": " + context(prose, match)));
        }
      }
    }
    return found;
  }

  private static String context(String prose, MatchResult match) {
    return prose.substring(
        Math.max(0, match.start() - 40), Math.min(prose.length(), match.end() + 40));
  }

  /** The names in code, each as a line of its words. */
  private static String names(String text) {
    return NAME.matcher(JAVA_TEXT.matcher(text).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .distinct()
        .map(name -> name.replace('_', ' ').replaceAll("([a-z0-9])([A-Z])", "$1 $2"))
        .collect(Collectors.joining(" | "));
  }

  private static String comments(String text) {
    return JAVA_TEXT
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(one -> one.startsWith("/"))
        .collect(Collectors.joining("\n\n"));
  }

  private static String matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining("\n\n"));
  }

  private static List<Path> files(Path folder, String extension) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .filter(file -> !HOME.relativize(file).toString().contains("target/"))
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
