package dev.ecsinventory.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.Main;
import dev.ecsinventory.simulator.EcsSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A moto server with the deployed stacks, and programs that run on it in processes of their own.
 */
final class DeployedAccount implements AutoCloseable {
  static final String MEMBER_ROLE = "arn:aws:iam::210987654321:role/EcsInventoryReader";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path directory;
  private final Process moto;
  private final String endpoint;
  private final JsonNode names;

  private DeployedAccount(Path directory, Process moto, String endpoint, JsonNode names) {
    this.directory = directory;
    this.moto = moto;
    this.endpoint = endpoint;
    this.names = names;
  }

  /** Starts the server and deploys the golden templates into it. */
  static DeployedAccount start(Path directory) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path home = CommandLineRun.projectHome();
    Path log = directory.resolve("moto.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            script(directory, "moto_account.py").toString(),
            String.valueOf(port),
            home.resolve("infra/src/test/resources/golden").toString(),
            home.resolve("policies/config-required-tags.json").toString());
    builder.environment().putAll(credentials());
    Process moto = builder.redirectError(log.toFile()).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(moto.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith("{")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError(Files.readString(log));
    }
    Files.writeString(directory.resolve("names.json"), line);
    return new DeployedAccount(directory, moto, "http://localhost:" + port, MAPPER.readTree(line));
  }

  /** The name of a resource: an output of a stack. */
  String name(String output) {
    return names.path(output).asText();
  }

  /** Breaks the deployment; {@code break_account.py} has the ways, and may print something. */
  String breakIt(String... ways) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.add(script(directory, "break_account.py").toString());
    command.add(directory.resolve("names.json").toString());
    command.addAll(List.of(ways));
    CommandLineRun run = run(environment(), command);
    assertEquals(0, run.exitCode(), run.err());
    return run.out();
  }

  /** Runs {@code doctor}. */
  CommandLineRun doctor(String... options) throws IOException, InterruptedException {
    return doctor(Map.of(), options);
  }

  /** Runs {@code doctor} with further environment variables. */
  CommandLineRun doctor(Map<String, String> more, String... options)
      throws IOException, InterruptedException {
    Map<String, String> environment = environment();
    environment.putAll(more);
    List<String> arguments = new ArrayList<>(List.of("doctor"));
    arguments.addAll(List.of(options));
    return run(environment, program(arguments));
  }

  /** Takes a snapshot with the deployed settings, of the fleet that {@code ecs} serves. */
  void snapshot(EcsSimulator ecs, String... arguments) throws IOException, InterruptedException {
    snapshot(deployed(), ecs, arguments);
  }

  /** Takes a snapshot of the organization that {@code ecs} serves. */
  void snapshotOfOrganization(EcsSimulator ecs, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> variables = deployed();
    variables.remove("INVENTORY_ROLES");
    variables.put("INVENTORY_ACCOUNTS", "organization");
    snapshot(variables, ecs, arguments);
  }

  private Map<String, String> deployed() {
    Map<String, String> variables = new HashMap<>();
    names
        .path("Environment")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), variable.getValue().asText()));
    return variables;
  }

  private void snapshot(Map<String, String> variables, EcsSimulator ecs, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> environment = environment();
    environment.putAll(variables);
    for (String service : List.of("ECS", "STS", "ORGANIZATIONS", "ACCOUNT")) {
      environment.put("AWS_ENDPOINT_URL_" + service, ecs.endpoint().toString());
    }
    List<String> command = new ArrayList<>(List.of("invoke"));
    command.addAll(List.of(arguments));
    CommandLineRun run = run(environment, program(command));
    assertEquals(true, run.out().contains("snapshot_id"), run.err());
  }

  /** Runs the program with these arguments. */
  CommandLineRun program(String... arguments) throws IOException, InterruptedException {
    return run(environment(), program(List.of(arguments)));
  }

  private static List<String> program(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Decs-inventory.home=" + CommandLineRun.projectHome(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments);
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(credentials());
    environment.put("AWS_ENDPOINT_URL", endpoint);
    return environment;
  }

  private static Map<String, String> credentials() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", "testing",
        "AWS_SECRET_ACCESS_KEY", "testing",
        "AWS_REGION", "us-east-1",
        "AWS_DEFAULT_REGION", "us-east-1");
  }

  private CommandLineRun run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Path error = directory.resolve("error.txt");
    Process process = builder.redirectError(error.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandLineRun(process.waitFor(), output, Files.readString(error));
  }

  private static Path script(Path directory, String name) throws IOException {
    Path script = directory.resolve(name);
    try (InputStream resource = DeployedAccount.class.getResourceAsStream(name)) {
      Files.write(script, resource.readAllBytes());
    }
    return script;
  }

  @Override
  public void close() {
    moto.destroy();
    try {
      moto.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
