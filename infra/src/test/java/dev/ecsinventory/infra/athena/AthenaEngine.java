package dev.ecsinventory.infra.athena;

import io.trino.jdbc.TrinoResultSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Athena's engine over a catalog and a bucket: a Trino process, queried through JDBC. The time zone
 * of the session is UTC, as in Athena.
 */
final class AthenaEngine {
  private static final Path MODULE = Path.of("engine", "target");

  private final Connection connection;

  private AthenaEngine(Connection connection) {
    this.connection = connection;
  }

  /**
   * Starts the engine, which takes about ten seconds. The engine ends with this process, because it
   * reads a pipe from it.
   */
  static AthenaEngine start(URI glue, URI s3, String database) throws Exception {
    List<String> command = new ArrayList<>(java());
    properties(glue, s3).forEach((name, value) -> command.add(name + "=" + value));
    Path log = Files.createTempFile("engine", ".log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String ready = out.readLine();
    if (ready == null || !ready.startsWith("READY ")) {
      process.destroy();
      throw new IOException("the engine did not start: " + ready + "\n" + Files.readString(log));
    }
    URI address = URI.create(ready.substring("READY ".length()));
    return new AthenaEngine(connect(address, database));
  }

  /** The rows of a query. Each row maps columns to values as text, or to null. */
  List<Map<String, String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet response = statement.executeQuery(sql)) {
      List<Map<String, String>> rows = new ArrayList<>();
      while (response.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 1; column <= response.getMetaData().getColumnCount(); column++) {
          row.put(response.getMetaData().getColumnLabel(column), response.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Runs a statement, reads and discards its result, and returns the cost. */
  QueryCost cost(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return QueryCost.NONE;
      }
      try (ResultSet response = statement.getResultSet()) {
        long rows = 0;
        while (response.next()) {
          rows++;
        }
        return QueryCost.of(rows, response.unwrap(TrinoResultSet.class).getStats());
      }
    }
  }

  /** Runs a statement without a result. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(URI address, String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "test");
    properties.setProperty("timezone", "UTC");
    String url =
        "jdbc:trino://%s:%d/awsdatacatalog/%s"
            .formatted(address.getHost(), address.getPort(), database);
    return DriverManager.getConnection(url, properties);
  }

  private static List<String> java() throws IOException {
    String classPath =
        MODULE.resolve("classes") + ":" + Files.readString(MODULE.resolve("class-path.txt"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx1g",
        "-Duser.timezone=UTC",
        "-cp",
        classPath,
        "dev.ecsinventory.engine.EngineProgram");
  }

  private static Map<String, String> properties(URI glue, URI s3) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("hive.metastore", "glue");
    properties.put("hive.metastore.glue.region", "us-east-1");
    properties.put("hive.metastore.glue.endpoint-url", glue.toString());
    properties.put("hive.metastore.glue.aws-access-key", LocalBucket.ACCESS_KEY);
    properties.put("hive.metastore.glue.aws-secret-key", LocalBucket.SECRET_KEY);
    properties.put("hive.security", "allow-all");
    properties.put("hive.table-statistics-enabled", "false");
    properties.put("fs.s3.enabled", "true");
    properties.put("s3.endpoint", s3.toString());
    properties.put("s3.region", "us-east-1");
    properties.put("s3.path-style-access", "true");
    properties.put("s3.aws-access-key", LocalBucket.ACCESS_KEY);
    properties.put("s3.aws-secret-key", LocalBucket.SECRET_KEY);
    return properties;
  }
}
