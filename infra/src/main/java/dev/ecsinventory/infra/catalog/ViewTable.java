package dev.ecsinventory.infra.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.catalog.View.ViewColumn;
import dev.ecsinventory.schema.AthenaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.glue.CfnTable.ColumnProperty;
import software.amazon.awscdk.services.glue.CfnTable.SerdeInfoProperty;
import software.amazon.awscdk.services.glue.CfnTable.StorageDescriptorProperty;
import software.amazon.awscdk.services.glue.CfnTable.TableInputProperty;
import software.constructs.Construct;

/**
 * A view in the catalog, in the form in which Athena itself stores the view of a {@code CREATE
 * VIEW}: a table without data whose text contains the query. It must not have a description,
 * because the engine would interpret it as the comment that identifies a view.
 */
final class ViewTable extends Construct {
  private static final Pattern CREATE_VIEW =
      Pattern.compile(
          "(?:--[^\\n]*\\n)+CREATE OR REPLACE VIEW ([a-z_]+) AS\\n(.*)", Pattern.DOTALL);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  ViewTable(Construct scope, View view, Statement statement, CatalogPlace place) {
    super(scope, view.viewName());
    CfnTable.Builder.create(this, "View")
        .catalogId(Aws.ACCOUNT_ID)
        .databaseName(place.database())
        .tableInput(
            TableInputProperty.builder()
                .name(view.viewName())
                .tableType("VIRTUAL_VIEW")
                // Sorted, because the order of Map.of differs between processes.
                .parameters(new TreeMap<>(Map.of("presto_view", "true", "comment", "Presto View")))
                .viewOriginalText(definition(view, query(view, statement)))
                .viewExpandedText("/* Presto View */")
                .storageDescriptor(descriptor(view))
                .build())
        .build();
  }

  private static String query(View view, Statement statement) {
    Matcher create = CREATE_VIEW.matcher(statement.text());
    if (!create.matches() || !create.group(1).equals(view.viewName())) {
      throw new IllegalArgumentException(
          "%s.sql is not a comment and CREATE OR REPLACE VIEW %s AS"
              .formatted(statement.name(), view.viewName()));
    }
    return create.group(2).strip();
  }

  private static String definition(View view, String query) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("originalSql", query);
    definition.put("catalog", "awsdatacatalog");
    definition.put("schema", Catalog.DATABASE);
    definition.put("columns", view.columns().stream().map(ViewTable::engineColumn).toList());
    // A user of the view needs permission to read its tables.
    definition.put("runAsInvoker", true);
    byte[] json = json(definition).getBytes(StandardCharsets.UTF_8);
    return "/* Presto View: " + Base64.getEncoder().encodeToString(json) + " */";
  }

  private static Map<String, String> engineColumn(ViewColumn column) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("name", column.name());
    entry.put("type", EngineTypes.of(column.type()));
    return entry;
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static StorageDescriptorProperty descriptor(View view) {
    List<ColumnProperty> columns =
        view.columns().stream()
            .map(
                column ->
                    ColumnProperty.builder()
                        .name(column.name())
                        .type(AthenaTypes.of(column.type()))
                        .build())
            .toList();
    return StorageDescriptorProperty.builder()
        .location("")
        .serdeInfo(SerdeInfoProperty.builder().build())
        .columns(columns)
        .build();
  }
}
