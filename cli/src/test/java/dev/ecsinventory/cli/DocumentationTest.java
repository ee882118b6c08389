package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the documentation refer to files, headings and tests that exist. */
class DocumentationTest {
  private static final Path HOME = CommandLineRun.projectHome();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");
  private static final int MAX_WORDS = 800;

  @Test
  void everyLinkHasATarget() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String link : links(page)) {
        links++;
        if (!exists(page, link)) {
          broken.add(HOME.relativize(page) + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 50, "the search finds only " + links + " links");
  }

  @Test
  void everyNamedTestExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      TEST.matcher(Files.readString(page))
          .results()
          .filter(name -> !testExists(name.group(1), name.group(2)))
          .forEach(name -> missing.add(HOME.relativize(page) + ": " + name.group()));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theArchitecturePageIsShort() throws IOException {
    String page = Files.readString(HOME.resolve("docs/architecture.md"));
    assertTrue(page.split("\\s+").length <= MAX_WORDS, "move details to another page");
  }

  private static boolean testExists(String type, String method) {
    try (Stream<Path> files = Files.walk(HOME)) {
      Path file = files.filter(one -> one.endsWith(type + ".java")).findAny().orElse(null);
      return file != null
          && (method == null || Files.readString(file).contains("void " + method + "("));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(HOME.resolve("docs"));
        Stream<Path> root = Files.list(HOME)) {
      return Stream.concat(docs, root)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.startsWith("https:"))
        .toList();
  }

  private static boolean exists(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** The anchors of the headings of a page on GitHub. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
