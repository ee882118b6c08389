package dev.ecsinventory.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final Machine MACHINE =
      new Machine("A CPU", 2, 8L << 30, "A VM 25", "Linux 6, amd64", "2026-01-15T06:00:00Z", "abc");

  private static final Results RESULTS =
      new Results(
          MACHINE,
          List.of(
              new Result(
                  "speed",
                  "how fast",
                  List.of(
                      Figure.of("time / least time", 1.0304, "×", Goal.atMost(1.03)),
                      Figure.of("calls throttled", 0, "%", Goal.below(1)),
                      Figure.of("time", 1234.56, "s")),
                  List.of("Without a table."))));

  private static final String PAGE =
      """
      # Benchmarks
      <!-- figures: machine -->
      old
      <!-- end -->
      By hand.
      <!-- figures: speed -->
      <!-- end -->
      Also by hand.
      """;

  @Test
  void updatesTheTablesOfThePageOnly() {
    String renewed = ResultsPage.renewed(PAGE, RESULTS);
    assertEquals(
        """
        # Benchmarks
        <!-- figures: machine -->
        | | |
        | --- | --- |
        | CPU | A CPU, 2 cores |
        | memory | 8 GB |
        | Java | A VM 25 |
        | system | Linux 6, amd64 |
        <!-- end -->
        By hand.
        <!-- figures: speed -->
        | figure | value | goal | |
        | --- | --: | --: | --- |
        | time / least time | 1.030 × | ≤ 1.030 × | **not met** |
        | calls throttled | 0 % | < 1 % | met |
        | time | 1,235 s |  |  |

        Without a table.

        Measured 2026-01-15T06:00:00Z, commit `abc`.
        <!-- end -->
        Also by hand.
        """,
        renewed);
    assertEquals(renewed, ResultsPage.renewed(renewed, RESULTS));
  }

  @Test
  void reportsEveryMissingSectionOfThePage() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ResultsPage.renewed("<!-- figures: speed -->\n", RESULTS))
            .getMessage();
    assertTrue(message.contains("machine, speed"), message);
  }

  @Test
  void printsOneLinePerFigure() {
    List<String> lines = ResultsTable.of(RESULTS).lines().map(String::stripTrailing).toList();
    assertEquals(5, lines.size());
    assertTrue(lines.get(2).matches(" *speed +\\| time / least time \\| +1.030 × .*not met"));
    assertFalse(lines.get(4).contains("met"));
  }

  @Test
  void readsTheResultsThatItWrote(@TempDir Path directory) {
    Path file = directory.resolve("target").resolve("results.json");
    RESULTS.write(file);
    assertEquals(RESULTS, Results.read(file));
  }

  @Test
  void comparesTheMeasuredValueWithTheGoal() {
    assertFalse(Goal.atMost(1.03).isMetBy(1.0304));
    assertTrue(Goal.atMost(1.03).isMetBy(1.03));
    assertTrue(Goal.atLeast(95).isMetBy(95));
    assertFalse(Goal.atLeast(95).isMetBy(94.99));
    assertFalse(Goal.below(1).isMetBy(1));
    assertTrue(Goal.below(1).isMetBy(0.99));
  }

  @Test
  void rejectsFiguresThatAreNotNumbers() {
    assertThrows(IllegalArgumentException.class, () -> Figure.of("ratio", Double.NaN, "×"));
  }
}
