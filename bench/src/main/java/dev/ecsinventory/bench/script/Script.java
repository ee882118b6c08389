package dev.ecsinventory.bench.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The script in the resources, which this machine's Python runs. */
record Script(Path file) {
  private static final String PYTHON = "python3";
  private static final String NAME = "export.py";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The script, as a file in {@code directory}. */
  static Script in(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    try (InputStream text = Objects.requireNonNull(Script.class.getResourceAsStream(NAME), NAME)) {
      Files.copy(text, file);
    }
    return new Script(file);
  }

  /** Whether this machine has a Python with boto3. */
  static boolean canRun() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import boto3")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  /**
   * Runs the script.
   *
   * @return its time in seconds, its number of task sets and its maximum memory
   */
  JsonNode run(String ecs, String s3, String bucket, int workers)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(PYTHON, file.toString(), ecs, s3, bucket, String.valueOf(workers)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] response = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("the script failed");
    }
    return MAPPER.readTree(response);
  }
}
