package dev.ecsinventory.infra.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.Synthesis;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Runs Athena's engine for the benchmarks: {@code AthenaProgram DIRECTORY FORMATS FIRST_DAY},
 * started in the module's directory. The program serves the tables and views of a deployment with
 * these formats over the bucket {@code inventory} of DIRECTORY, and prints {@code READY}. Each line
 * of standard input is an SQL statement as a JSON string. For each of them the program prints a
 * line: the {@link QueryCost}, or the error as {@code {"error": …}}. The program ends at the end of
 * its input.
 */
final class AthenaProgram {
  private static final String BUCKET = "inventory";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private AthenaProgram() {}

  public static void main(String[] arguments) throws Exception {
    JsonNode template =
        Synthesis.of(Map.of("formats", arguments[1], "firstDay", arguments[2]))
            .template(Synthesis.EXPORTER);
    FakeGlue glue = new FakeGlue();
    glue.serve(template, new TemplateValues(template, BUCKET));
    LocalBucket bucket = LocalBucket.inDirectory(Path.of(arguments[0]), BUCKET);
    AthenaEngine engine = AthenaEngine.start(glue.endpoint(), bucket.endpoint(), "ecs_inventory");
    System.out.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(response(engine, MAPPER.readTree(line).asText()));
    }
    // The threads of the servers are not daemon threads.
    System.exit(0);
  }

  private static String response(AthenaEngine engine, String sql) throws Exception {
    try {
      return MAPPER.writeValueAsString(engine.cost(sql));
    } catch (SQLException wrong) {
      return MAPPER.writeValueAsString(Map.of("error", String.valueOf(wrong.getMessage())));
    }
  }
}
