package dev.ecsinventory.cli.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.settings.SettingKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private static final Path EARLIER = Path.of("src", "test", "resources", "earlier-version");

  @TempDir private Path folder;

  @Test
  void createsAFileWithACommentForEveryKey() throws IOException {
    CommandLineRun run = init(Map.of());

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(file() + System.lineSeparator(), run.out());
    assertEquals("", run.err());
    String text = Files.readString(file());
    SettingKey.names().forEach(key -> assertTrue(text.contains("\n# " + key + ": "), key));
    String schema = text.lines().findFirst().orElseThrow().replaceFirst(".*=", "");
    assertTrue(Files.exists(folder.resolve(schema)), schema);
  }

  @Test
  void doesNotOverwriteAFile() throws IOException {
    Files.writeString(file(), "jsonDays: 7\n");
    for (String[] arguments : List.of(new String[0], new String[] {"--from-deployed"})) {
      CommandLineRun run = init(Map.of("AWS_REGION", "us-east-1"), arguments);
      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("exists, and init does not overwrite it"), run.err());
    }
    assertEquals("jsonDays: 7\n", Files.readString(file()));
  }

  @Test
  void namesAFolderThatDoesNotExist() {
    CommandLineRun run =
        CommandLineRun.of("init", "--settings", folder.resolve("none/inventory.yaml").toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("cannot be created"), run.err());
  }

  @Test
  void wantsTheRegionOfTheStack() {
    CommandLineRun run = init(Map.of(), "--from-deployed");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--region: is not set and neither is AWS_REGION"), run.err());
    assertFalse(Files.exists(file()));
  }

  /** Stacks of a version that did not store its settings, in moto. */
  @Test
  void restoresTheSettingsOfAnEarlierVersion() throws Exception {
    try (Moto moto = Moto.start(folder.resolve("moto.log"))) {
      CommandLineRun none = init(moto.environment(), "--from-deployed");
      assertEquals(2, none.exitCode());
      assertTrue(
          none.err().contains("there is no stack EcsInventoryExporter in us-east-1"), none.err());
      moto.createStack("EcsInventoryStorage");
      moto.createStack("EcsInventoryExporter");

      CommandLineRun run = init(moto.environment(), "--from-deployed");

      assertEquals(3, run.exitCode(), run.err());
      String location = "s3://cdk-hnb659fds-assets-123456789012-us-east-1/" + "ab".repeat(32);
      assertEquals(
          List.of(
              "ecs-inventory: not restored: tagPolicy: this version of the stack does not store the"
                  + " file's path; set it",
              "ecs-inventory: not restored: tagPolicy: %1$s does not exist; copy the deployed one:"
                      .formatted(policy())
                  + " aws s3 cp %s.json %s".formatted(location, policy())),
          run.err().lines().toList());
      assertEquals(
          """
          schedule: "cron(0 6 * * ? *)"
          timeZone: "Europe/Berlin"
          regions:
            - us-east-1
            - eu-central-1
          memberRoles:
            - "arn:aws:iam::210987654321:role/EcsInventoryReader"
          externalId: secret
          tagPolicy: "deployed-tag-policy.json"
          memoryMegabytes: 2048
          kmsKey: "arn:aws:kms:us-east-1:123456789012:key/1234-abcd"
          alarmEmail: "team@example.org"
          """,
          settings());
    }
  }

  private Path policy() {
    return folder.resolve("deployed-tag-policy.json");
  }

  private String settings() throws IOException {
    StringBuilder settings = new StringBuilder();
    Files.readString(file())
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> settings.append(line).append('\n'));
    return settings.toString();
  }

  private Path file() {
    return folder.resolve("inventory.yaml");
  }

  private CommandLineRun init(Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "init";
    arguments[1] = "--settings";
    arguments[2] = file().toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandLineRun.in(environment, arguments);
  }

  /** A moto server. */
  private record Moto(Process process, URI endpoint) implements AutoCloseable {
    static Moto start(Path log) throws Exception {
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Process process =
          new ProcessBuilder("python3", "-m", "moto.server", "-p", String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      while (process.isAlive()) {
        try {
          new Socket("localhost", port).close();
          return new Moto(process, URI.create("http://localhost:" + port));
        } catch (IOException closed) {
          Thread.sleep(100);
        }
      }
      assumeTrue(false, "SKIPPED: python3 has no moto server, so there is no deployed stack");
      throw new AssertionError();
    }

    Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>();
      environment.put("AWS_ENDPOINT_URL", endpoint.toString());
      environment.put("AWS_REGION", "us-east-1");
      return environment;
    }

    void createStack(String name) throws Exception {
      String template = Files.readString(EARLIER.resolve(name + ".json"));
      HttpRequest request =
          HttpRequest.newBuilder(endpoint)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256"
                      + " Credential=testing/20260101/us-east-1/cloudformation/aws4_request,"
                      + " SignedHeaders=host, Signature=0")
              .POST(
                  BodyPublishers.ofString(
                      "Action=CreateStack&Version=2010-05-15&StackName=%s&TemplateBody=%s"
                          .formatted(name, URLEncoder.encode(template, StandardCharsets.UTF_8))))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        var response = client.send(request, BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
      }
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
