package dev.ecsinventory.evidence;

import static dev.ecsinventory.evidence.SignedSnapshots.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The published JSON Schemas of the statements, and real ones. */
@Execution(ExecutionMode.CONCURRENT)
class StatementSchemasTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void everyStatementMatchesItsSchemaAndHasNoOtherKey() throws IOException {
    SignedSnapshots signed = new SignedSnapshots();
    signed.run(DAY, 3);
    signed.run(DAY.plusDays(1), 3);
    for (int number = 1; number <= 3; number++) {
      JsonNode statement = statement(signed, number);
      String name = statement.at("/predicate").has("day") ? "seal" : "attestation";
      JsonNode schema = schema(name);
      assertEquals(List.of(), problems(schema, statement));
      assertEquals(
          keys(schema.at("/properties/predicate/properties")), keys(statement.at("/predicate")));
      for (String key : keys(statement.at("/predicate"))) {
        ObjectNode changed = statement.deepCopy();
        ((ObjectNode) changed.get("predicate")).remove(key);
        assertFalse(problems(schema, changed).isEmpty(), key);
        ((ObjectNode) changed.get("predicate")).putNull(key);
        assertFalse(problems(schema, changed).isEmpty(), key);
      }
    }
  }

  private static JsonNode statement(SignedSnapshots signed, long number) throws IOException {
    Chain chain = new Chain(signed.store, signed.keys);
    return MAPPER.readTree(
        chain.read(number).orElseThrow().signed().orElseThrow().envelope().payload());
  }

  private static JsonNode schema(String name) throws IOException {
    return MAPPER.readTree(Files.readString(Path.of("../docs/schemas/" + name + ".schema.json")));
  }

  private static List<?> problems(JsonNode schema, JsonNode document) {
    Schema validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString());
    return validator.validate(document.toString(), InputFormat.JSON);
  }

  /** The keys of an object; only the first statement has no predecessor. */
  private static TreeSet<String> keys(JsonNode object) {
    TreeSet<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    keys.remove("previous");
    return keys;
  }
}
