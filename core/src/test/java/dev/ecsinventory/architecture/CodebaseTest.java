package dev.ecsinventory.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.architecture.MainCode.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sizes, names and dependencies of the main code of all modules, and their tests. */
@Execution(ExecutionMode.CONCURRENT)
class CodebaseTest {
  private static final int MAX_FILES_PER_PACKAGE = 25;
  private static final int MAX_LINES_PER_FILE = 300;
  private static final int MEDIAN_LINES_PER_METHOD = 5;
  private static final int P90_LINES_PER_METHOD = 15;
  private static final int MAX_LINES_PER_METHOD = 41;

  private static MainCode code;

  @BeforeAll
  static void read() throws IOException {
    code = MainCode.read(Path.of(".."));
  }

  /** A simple class name has one meaning. */
  @Test
  void everySimpleNameIsUnique() {
    assertEquals(
        Map.of(),
        moreThan(
            1,
            code.files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("package-info.java"))
                .collect(groupingBy(Function.identity(), counting()))));
  }

  @Test
  void packagesAreSmall() {
    assertEquals(
        Map.of(),
        moreThan(
            MAX_FILES_PER_PACKAGE,
            code.files().stream().collect(groupingBy(Path::getParent, counting()))));
  }

  @Test
  void filesAreShort() throws IOException {
    Map<Path, Long> lines = new TreeMap<>();
    for (Path file : code.files()) {
      lines.put(file, (long) Files.readAllLines(file).size());
    }
    assertEquals(Map.of(), moreThan(MAX_LINES_PER_FILE, lines));
  }

  @Test
  void methodsAreShort() {
    List<Long> lines = code.methods().stream().map(Method::bodyLines).sorted().toList();
    assertTrue(lines.size() > 2_000, lines.size() + " methods");
    assertEquals(
        List.of(),
        code.methods().stream().filter(each -> each.bodyLines() > MAX_LINES_PER_METHOD).toList());
    assertTrue(lines.get(lines.size() / 2) <= MEDIAN_LINES_PER_METHOD);
    assertTrue(lines.get(lines.size() * 9 / 10) <= P90_LINES_PER_METHOD);
  }

  @Test
  void packagesHaveNoCycles() {
    assertEquals(Set.of(), code.packagesInCycles());
  }

  @Test
  void everyTestAsserts() throws IOException {
    TestCode tests = TestCode.read(Path.of(".."));
    assertTrue(tests.count() > 900, tests.count() + " tests");
    assertEquals(Set.of(), tests.withoutAssertion());
  }

  private static <K> Map<K, Long> moreThan(long most, Map<K, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > most)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
