package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.FileFormat;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Query results for {@link Scenario}, which is written once to the bucket of the shared engine. */
final class ScenarioResults {
  private static AthenaFixture athena;

  private ScenarioResults() {}

  /** The shared engine; the first call writes the scenario. */
  static synchronized AthenaFixture withScenario() throws Exception {
    if (athena == null) {
      athena = AthenaFixture.shared();
      new Scenario(new History(athena.bucket())).write();
    }
    return athena;
  }

  /**
   * Asserts that both formats return the expected rows, in the given columns or, without columns,
   * in all.
   */
  static void assertResult(String expected, String sql, String... columns) throws SQLException {
    for (FileFormat format : FileFormat.values()) {
      athena.serve(format);
      assertEquals(expected, resultOf(sql, columns), format.name());
    }
  }

  static String resultOf(String sql, String... columns) throws SQLException {
    return Scenario.abbreviate(
        athena.rows(sql).stream()
            .map(
                row ->
                    columns.length == 0
                        ? row.keySet().stream().map(row::get)
                        : Stream.of(columns).map(row::get))
            .map(
                cells -> cells.map(ScenarioResults::cell).collect(Collectors.joining(" | ")) + "\n")
            .collect(Collectors.joining()));
  }

  private static String cell(String value) {
    return Objects.requireNonNullElse(value, "-");
  }
}
