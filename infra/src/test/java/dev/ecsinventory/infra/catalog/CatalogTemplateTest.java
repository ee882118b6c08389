package dev.ecsinventory.infra.catalog;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.schema.Datasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogTemplateTest {
  private final Synthesis standard = Synthesis.once(Map.of());

  @Test
  void enforcesLimitsOnQueries() {
    JsonNode configuration =
        Synthesis.once(Map.of("bytesScannedLimit", 10_000_000))
            .only(EXPORTER, "AWS::Athena::WorkGroup")
            .path("WorkGroupConfiguration");
    assertTrue(configuration.path("EnforceWorkGroupConfiguration").asBoolean());
    assertEquals(10_000_000, configuration.path("BytesScannedCutoffPerQuery").asInt());
    assertEquals(
        "SSE_S3",
        configuration.at("/ResultConfiguration/EncryptionConfiguration/EncryptionOption").asText());
  }

  @Test
  void savesEveryStatementUnchanged() throws Exception {
    List<String> saved = new ArrayList<>();
    standard
        .properties(EXPORTER, "AWS::Athena::NamedQuery")
        .forEach(query -> saved.add(query.path("QueryString").asText()));
    Path athena = Path.of("..", "athena");
    List<String> files =
        Stream.of("views", "queries")
            .flatMap(folder -> Statement.in(athena.resolve(folder)).stream())
            .map(Statement::text)
            .toList();
    assertEquals(files.stream().sorted().toList(), saved.stream().sorted().toList());
  }

  @Test
  void createsATableForEveryDatasetAndWrittenFormat() {
    int datasets = Datasets.ALL.size();
    assertEquals(datasets, tables("json"));
    assertEquals(datasets, tables("parquet"));
    assertEquals(2 * datasets, tables("json,parquet"));
  }

  /** A table whose location is the folder of its data files would contain uncommitted files. */
  @Test
  void readsEveryTableByItsDayIndexes() {
    for (JsonNode table : standard.properties(EXPORTER, "AWS::Glue::Table")) {
      JsonNode input = table.path("TableInput");
      if (input.path("TableType").asText().equals("EXTERNAL_TABLE")) {
        String name = input.path("Name").asText();
        String folder =
            "/inventory/tables/"
                + (name.endsWith("_json") ? "json/" : "parquet/")
                + name.replaceFirst("_json$", "")
                + "/";
        assertTrue(input.at("/StorageDescriptor/Location").toString().contains(folder), name);
        assertTrue(
            input
                .at("/Parameters/storage.location.template")
                .toString()
                .contains(folder + "dt=${dt}/"),
            name);
        assertEquals(
            "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat",
            input.at("/StorageDescriptor/InputFormat").asText());
      }
    }
  }

  @Test
  void storesViewsInTheFormOfAthena() throws Exception {
    List<JsonNode> views =
        standard.properties(EXPORTER, "AWS::Glue::Table").stream()
            .map(table -> table.path("TableInput"))
            .filter(table -> table.path("TableType").asText().equals("VIRTUAL_VIEW"))
            .toList();
    assertEquals(View.values().length, views.size());
    for (JsonNode view : views) {
      String text = view.path("ViewOriginalText").asText();
      assertTrue(text.matches("/\\* Presto View: [A-Za-z0-9+/=]+ \\*/"), text);
      JsonNode definition =
          JsonMapper.builder().build().readTree(Base64.getDecoder().decode(text.split(" ")[3]));
      assertTrue(definition.path("originalSql").asText().matches("(?s)(SELECT|WITH)\\s.*"));
      assertEquals("awsdatacatalog", definition.path("catalog").asText());
      assertEquals("ecs_inventory", definition.path("schema").asText());
      assertEquals(
          names(view.at("/StorageDescriptor/Columns"), "Name"),
          names(definition.path("columns"), "name"));
      assertEquals("/* Presto View */", view.path("ViewExpandedText").asText());
      assertEquals("true", view.at("/Parameters/presto_view").asText());
      assertEquals("Presto View", view.at("/Parameters/comment").asText());
    }
  }

  private static List<String> names(JsonNode columns, String field) {
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.path(field).asText()));
    return names;
  }

  private static long tables(String formats) {
    return Synthesis.once(Map.of("formats", formats))
        .properties(EXPORTER, "AWS::Glue::Table")
        .stream()
        .filter(table -> table.at("/TableInput/TableType").asText().equals("EXTERNAL_TABLE"))
        .count();
  }
}
