package dev.ecsinventory.infra.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The views and queries use hidden columns and joins only as AWS documents them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/athena/latest/ug/considerations-limitations-views.html">
 *     Considerations and limitations for Athena views</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/athena/latest/ug/performance-tuning-query-optimization-techniques.html">
 *     Optimize queries</a>
 */
class DocumentedStatementsTest {
  private static final Pattern HIDDEN_COLUMN = Pattern.compile("\"(\\$\\w+)\"");
  private static final Pattern CROSS_JOIN = Pattern.compile("CROSS JOIN (\\w+)");

  /** The condition of a join: until the end of the clause, without its comments. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "(?<!CROSS"
              + " )JOIN\\b.*?\\bON\\b(.*?)(?=\\b(?:WHERE|JOIN|LEFT|FULL|CROSS|GROUP|ORDER)\\b|\\n"
              + "\\)|$)",
          Pattern.DOTALL);

  private static final Pattern COMPARISON =
      Pattern.compile(
          "(\\w+)\\.\\w+ (=|<>|<=?|>=?|LIKE|IS DISTINCT FROM|IS NOT DISTINCT FROM) (\\w+)\\.\\w+");

  @Test
  void useNoHiddenColumnButThePathOfAFile() {
    Map<String, Set<String>> used = new TreeMap<>();
    List<Statement> all = new ArrayList<>(statements("views"));
    all.addAll(statements("queries"));
    for (Statement statement : all) {
      Set<String> columns = new TreeSet<>(matches(HIDDEN_COLUMN, statement));
      if (!columns.isEmpty()) {
        used.put(statement.name(), columns);
      }
    }
    assertEquals(Map.of("cost_by_day", Set.of("$path")), used);
  }

  @Test
  void joinByEquality() {
    int joins = 0;
    for (String folder : List.of("views", "queries")) {
      for (Statement statement : statements(folder)) {
        for (String condition : matches(CONDITION, statement)) {
          joins++;
          List<String> operators =
              COMPARISON
                  .matcher(condition)
                  .results()
                  .filter(comparison -> !comparison.group(1).equals(comparison.group(3)))
                  .map(comparison -> comparison.group(2))
                  .toList();
          assertFalse(operators.isEmpty(), statement.name() + condition);
          assertEquals(Set.of("="), Set.copyOf(operators), statement.name() + condition);
        }
      }
    }
    assertTrue(joins > 10, joins + " joins");
  }

  /** The accounts and Regions, of which there are few. */
  @Test
  void crossJoinOnlyWhatIsSmall() {
    for (String folder : List.of("views", "queries")) {
      for (Statement statement : statements(folder)) {
        Set<String> joined = new TreeSet<>(matches(CROSS_JOIN, statement));
        joined.removeAll(Set.of("UNNEST", "account_region"));
        assertEquals(Set.of(), joined, statement.name());
      }
    }
  }

  private static List<Statement> statements(String folder) {
    return Statement.in(Path.of("..", "athena").resolve(folder));
  }

  /** The first group of each match in a statement without its comments. */
  private static List<String> matches(Pattern pattern, Statement statement) {
    String code =
        statement
            .text()
            .lines()
            .map(line -> line.replaceFirst("--.*", ""))
            .collect(Collectors.joining("\n"));
    return pattern.matcher(code).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
