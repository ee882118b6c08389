package dev.ecsinventory.cli.schemas;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A JSON Schema of {@code docs/schemas}, as published and in a strict form. */
final class PublishedSchema {
  static final Path FOLDER = CommandLineRun.projectHome().resolve("docs/schemas");

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final Path file;
  private final Schema published;
  private final Schema strict;

  private PublishedSchema(Path file, JsonNode content) {
    this.file = file;
    this.published = schema(content);
    JsonNode closed = content.deepCopy();
    close(closed);
    this.strict = schema(closed);
  }

  static PublishedSchema of(String name) {
    Path file = FOLDER.resolve(name + ".schema.json");
    return new PublishedSchema(file, content(file));
  }

  static JsonNode content(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Schema schema(JsonNode content) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(content.toString());
  }

  /** Every object has the keys that the schema describes, and no other. */
  private static void close(JsonNode schema) {
    schema.forEach(PublishedSchema::close);
    if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
  }

  /** The problems of a document: the schema permits keys that a later version may add. */
  List<String> problems(JsonNode document) {
    return problems(published, document);
  }

  /** The problems of a document, which include keys that the schema does not describe. */
  List<String> problemsAndUnknownKeys(JsonNode document) {
    return problems(strict, document);
  }

  private static List<String> problems(Schema schema, JsonNode document) {
    return schema.validate(document.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  /** The published text, completed from the declarations of columns. */
  String completed() {
    JsonNode content = content(file);
    ColumnSchemas.complete(content);
    try {
      return MAPPER
              .writer(
                  new DefaultPrettyPrinter()
                      .withObjectIndenter(LINES)
                      .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()))
              .writeValueAsString(content)
          + "\n";
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
