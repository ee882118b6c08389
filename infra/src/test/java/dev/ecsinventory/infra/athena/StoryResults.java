package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.FileFormat;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link Story}, told once to the engine that all tests share, and what it answers about it. */
final class StoryResults {
  private static AthenaFixture athena;

  private StoryResults() {}

  /** The engine, which knows the story from the first call on. */
  static synchronized AthenaFixture told() throws Exception {
    if (athena == null) {
      athena = AthenaFixture.shared();
      new Story(new History(athena.bucket())).write();
    }
    return athena;
  }

  /** Both formats give the answer that is expected, in the columns that are named, or in all. */
  static void assertResult(String expected, String sql, String... columns) throws SQLException {
    for (FileFormat format : FileFormat.values()) {
      athena.serve(format);
      assertEquals(expected, told(sql, columns), format.name());
    }
  }

  static String told(String sql, String... columns) throws SQLException {
    return Story.retell(
        athena.ask(sql).stream()
            .map(
                row ->
                    columns.length == 0
                        ? row.keySet().stream().map(row::get)
                        : Stream.of(columns).map(row::get))
            .map(cells -> cells.map(StoryResults::cell).collect(Collectors.joining(" | ")) + "\n")
            .collect(Collectors.joining()));
  }

  private static String cell(String value) {
    return Objects.requireNonNullElse(value, "-");
  }
}
