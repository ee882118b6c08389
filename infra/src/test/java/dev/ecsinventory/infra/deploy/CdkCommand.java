package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of the CDK, in the version that README names. */
final class CdkCommand {
  private static final List<String> CDK = List.of("npx", "--yes", "aws-cdk@2.1148.1");
  private static final Path ROOT = Path.of("..");

  private final Map<String, String> environment;

  CdkCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether npx can run the CDK: npm has the package locally or can download it. */
  static boolean isAvailable() throws InterruptedException {
    try {
      return start(Map.of(), List.of("--version")).waitFor() == 0;
    } catch (IOException noNode) {
      return false;
    }
  }

  /** Runs a command that must succeed, and returns what it and the app printed. */
  String run(String... arguments) throws IOException, InterruptedException {
    Process process = start(environment, all(arguments));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  /** Runs a command that must fail, and returns what it printed. */
  String fail(String... arguments) throws IOException, InterruptedException {
    Process process = start(environment, all(arguments));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertNotEquals(0, process.waitFor(), output);
    return output;
  }

  private static List<String> all(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--no-notices", "--no-version-reporting"));
    return all;
  }

  private static Process start(Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(CDK);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
