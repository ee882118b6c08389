package dev.ecsinventory.infra.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./ecs-inventory} as the build packaged it, without the launcher's check of the build. */
final class InventoryCommand {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path JAR = ROOT.resolve("cli/target/ecs-inventory.jar");
  private static final Path CLASS_PATH = ROOT.resolve("cli/target/launcher/classpath");

  private final Map<String, String> environment;
  private final Path directory;

  /**
   * @param directory the current directory of the commands
   */
  InventoryCommand(Map<String, String> environment, Path directory) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  record Run(int exitCode, String output, String messages) {}

  /** Whether the command line is packaged. */
  static boolean isAvailable() {
    return Files.isRegularFile(JAR) && Files.isRegularFile(CLASS_PATH);
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Decs-inventory.home=" + ROOT);
    command.add("-cp");
    command.add(JAR + ":" + Files.readString(CLASS_PATH).strip());
    command.add("dev.ecsinventory.cli.Main");
    command.addAll(List.of(arguments));
    Path messages = Files.createTempFile(directory, "messages", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(messages.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output, Files.readString(messages));
  }
}
