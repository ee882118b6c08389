package dev.ecsinventory.infra.athena;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.infra.catalog.Statement;
import dev.ecsinventory.schema.FileFormat;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The catalog of the synthesized template over a bucket, queried through Athena's engine. The
 * engine takes seconds to start, so all tests share it; each test uses days or buckets of its own.
 */
final class AthenaFixture {
  private static final Path ATHENA = Path.of("..", "athena");

  /** A recent day, because the engine lists the bucket once for each day that a query may read. */
  static final LocalDate FIRST_DAY = Scenario.TODAY.minusDays(9);

  private static AthenaFixture shared;

  private final FakeGlue glue = new FakeGlue();
  private final LocalBucket bucket = new LocalBucket("inventory");
  private final Map<FileFormat, JsonNode> templates;
  private final AthenaEngine engine;

  private AthenaFixture() throws Exception {
    templates =
        Map.of(
            FileFormat.PARQUET,
            template("json,parquet", FIRST_DAY),
            FileFormat.JSON,
            template("json", FIRST_DAY));
    serve(FileFormat.PARQUET);
    engine = AthenaEngine.start(glue.endpoint(), bucket.endpoint(), "ecs_inventory");
  }

  /** The shared fixture; its engine ends with this process. */
  static synchronized AthenaFixture shared() throws Exception {
    if (shared == null) {
      shared = new AthenaFixture();
    }
    return shared;
  }

  LocalBucket bucket() {
    return bucket;
  }

  /** Serves the stack whose main tables are in {@code format}. */
  void serve(FileFormat format) {
    serve(format, bucket);
  }

  /** Serves the stack over another bucket of {@link #bucket()}'s server. */
  void serve(FileFormat format, LocalBucket otherBucket) {
    JsonNode template = templates.get(format);
    glue.serve(template, new TemplateValues(template, otherBucket.name()));
  }

  /** Serves the stack over another bucket, with another first day. */
  void serve(FileFormat format, LocalBucket otherBucket, LocalDate firstDay) {
    JsonNode template = template(format == FileFormat.JSON ? "json" : "json,parquet", firstDay);
    glue.serve(template, new TemplateValues(template, otherBucket.name()));
  }

  /**
   * Replaces the tables by those of a later version, with the views of this version, until the next
   * serve.
   */
  void evolveTables() {
    glue.evolveTables();
  }

  List<Map<String, String>> rows(String sql) throws SQLException {
    return engine.rows(sql);
  }

  /** The number of bytes that the engine reads from the bucket for a query. */
  long scannedBytes(String sql) throws SQLException {
    return engine.cost(sql).scannedBytes();
  }

  void run(String sql) throws SQLException {
    engine.run(sql);
  }

  static List<Statement> views() {
    return Statement.in(ATHENA.resolve("views"));
  }

  static List<Statement> queries() {
    return Statement.in(ATHENA.resolve("queries"));
  }

  /** The text of a saved query. */
  static String query(String name) {
    return text(queries(), name);
  }

  /** The SELECT statement of a view. */
  static String view(String name) {
    return text(views(), name);
  }

  private static String text(List<Statement> statements, String name) {
    return statements.stream()
        .filter(statement -> statement.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static JsonNode template(String formats, LocalDate firstDay) {
    return Synthesis.once(Map.of("formats", formats, "firstDay", firstDay.toString()))
        .template(Synthesis.EXPORTER);
  }
}
