package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.catalog.Statement;
import dev.ecsinventory.schema.FileFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every file of {@code athena/}, whatever it answers. */
class EveryStatementTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private AthenaFixture athena;

  @BeforeEach
  void serve() throws Exception {
    athena = AthenaFixture.shared();
    athena.serve(FileFormat.PARQUET);
  }

  @Test
  void limitsTheDaysOfEveryTableThatAQueryReads() throws Exception {
    for (Statement query : AthenaFixture.queries()) {
      // Edited as its comment says: the engine plans nothing for days that the tables do not have.
      assertDaysLimited(
          query.name(),
          query
              .text()
              .replace("2026-01-01", Story.day(1).toString())
              .replace("2026-01-31", Story.day(5).toString()));
    }
  }

  @Test
  void passesTheDaysOnThroughEveryView() throws Exception {
    for (Statement view : AthenaFixture.views()) {
      assertDaysLimited(
          view.name(), "SELECT * FROM %s WHERE dt >= '%s'".formatted(view.name(), Story.day(1)));
    }
  }

  @Test
  void declaresTheColumnsThatTheEngineGivesAView() throws Exception {
    for (Statement view : AthenaFixture.views()) {
      List<Map<String, String>> declared = athena.ask("DESCRIBE " + view.name());
      athena.run(view.text());
      assertEquals(athena.ask("DESCRIBE " + view.name()), declared, view.name());
    }
  }

  @Test
  void saysWhatItAnswersBeforeAnythingElse() {
    Stream.concat(AthenaFixture.views().stream(), AthenaFixture.queries().stream())
        .forEach(
            statement -> {
              assertTrue(statement.text().startsWith("-- "), statement.name());
              assertFalse(statement.text().contains(";\n"), statement.name());
            });
    AthenaFixture.queries()
        .forEach(
            query ->
                assertTrue(
                    query.description().matches(".*(Edit: .+|Nothing to edit\\.)"), query.name()));
  }

  /** The plan says which partitions it reads of each table. */
  private void assertDaysLimited(String name, String sql) throws Exception {
    String plan =
        athena.ask("EXPLAIN (TYPE IO, FORMAT JSON) " + sql).getFirst().values().iterator().next();
    JsonNode inputs = MAPPER.readTree(plan).path("inputTableColumnInfos");
    assertFalse(inputs.isEmpty(), name);
    for (JsonNode input : inputs) {
      boolean limited =
          StreamSupport.stream(
                  input.path("constraint").path("columnConstraints").spliterator(), false)
              .anyMatch(column -> column.path("columnName").asText().equals("dt"));
      assertTrue(limited, name + " reads every day of " + input.at("/table/schemaTable/table"));
    }
  }
}
