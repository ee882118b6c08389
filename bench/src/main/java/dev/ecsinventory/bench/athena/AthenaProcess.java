package dev.ecsinventory.bench.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.bench.process.ProcessEnd;
import dev.ecsinventory.schema.FileFormat;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Athena's engine over a directory, in a separate process with the test class path of infra. Each
 * line of its input is a statement; each line of its output is the cost of one.
 */
final class AthenaProcess implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path MODULE = Path.of("..", "infra");
  private static final int SECONDS_TO_STOP = 20;

  private final Process process;
  private final Path log;
  private final BufferedReader responses;
  private final BufferedWriter statements;

  private AthenaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.responses = process.inputReader();
    this.statements = process.outputWriter();
  }

  /**
   * Starts the engine with the tables of a deployment whose main tables are in {@code format}. The
   * engine accepts statements when this method returns.
   */
  static AthenaProcess start(Path directory, FileFormat format, LocalDate firstDay)
      throws IOException {
    String formats =
        switch (format) {
          case JSON -> "json";
          case PARQUET -> "json,parquet";
        };
    Path log = Files.createTempFile("athena-", ".log");
    Process process =
        new ProcessBuilder(command(directory, formats, firstDay))
            .directory(MODULE.toFile())
            .redirectError(log.toFile())
            .start();
    AthenaProcess athena = new AthenaProcess(process, log);
    String line = athena.responses.readLine();
    if (!"READY".equals(line)) {
      String printed = Files.readString(log);
      athena.close();
      throw new IOException("the engine did not start: %s%n%s".formatted(line, printed));
    }
    return athena;
  }

  /**
   * Runs a statement and reads its result to the end.
   *
   * @throws IOException when the engine rejects the statement, with the reason
   */
  QueryCost run(String sql) throws IOException {
    statements.write(MAPPER.writeValueAsString(sql));
    statements.newLine();
    statements.flush();
    String line = responses.readLine();
    if (line == null) {
      throw new IOException("the engine ended:%n%s".formatted(Files.readString(log)));
    }
    JsonNode response = MAPPER.readTree(line);
    if (response.has("error")) {
      throw new IOException("%s: %s".formatted(response.get("error").asText(), sql));
    }
    return MAPPER.treeToValue(response, QueryCost.class);
  }

  private static List<String> command(Path directory, String formats, LocalDate firstDay)
      throws IOException {
    Path built = MODULE.resolve("target").toAbsolutePath();
    String classPath =
        "%s:%s:%s"
            .formatted(
                built.resolve("test-classes"),
                built.resolve("classes"),
                Files.readString(built.resolve("class-path.txt")));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        classPath,
        "dev.ecsinventory.infra.athena.AthenaProgram",
        directory.toAbsolutePath().toString(),
        formats,
        firstDay.toString());
  }

  /** Ends the input, which ends the process and its engine. */
  @Override
  public void close() throws IOException {
    statements.close();
    ProcessEnd.await(process, SECONDS_TO_STOP);
    Files.delete(log);
  }
}
