package dev.ecsinventory.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The options that select credentials and Regions, against a simulated ECS and STS. */
@Isolated
class AwsOptionsTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String ROLE = "arn:aws:iam::210987654321:role/Auditor";
  private static final List<String> PROPERTIES =
      List.of(
          "aws.profile", "aws.configFile", "aws.sharedCredentialsFile", "aws.endpointUrlAccount");

  @TempDir Path directory;

  @AfterEach
  void clearProperties() {
    PROPERTIES.forEach(System::clearProperty);
  }

  private CommandLineRun scan(Map<String, String> environment, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("scan", "--out", directory.resolve("out").toString()));
    arguments.addAll(List.of(options));
    return CommandLineRun.in(environment, arguments.toArray(String[]::new));
  }

  private static JsonNode summary(CommandLineRun run) throws IOException {
    assertEquals(0, run.exitCode(), run.err());
    return MAPPER.readTree(run.out());
  }

  private static Fleet twoAccounts() throws IOException {
    try (InputStream fleet = AwsOptionsTest.class.getResourceAsStream("/cases/two_accounts.json")) {
      return Fleet.parse(new String(fleet.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Path configuration(String text) throws IOException {
    return Files.writeString(directory.resolve("config"), text);
  }

  @Test
  void readsTheAccountOfTheRole() throws IOException {
    try (DemoEngines _ = DemoEngines.start(twoAccounts())) {
      String[] role = {"--region", "us-east-1", "--role-arn", ROLE, "--external-id", "inventory"};
      JsonNode summary = summary(scan(Map.of(), role));

      assertEquals("210987654321", summary.get("account_id").textValue());
      assertEquals(1, summary.get("task_set_count").intValue());
      assertFalse(summary.toString().contains("123456789012"), summary::toString);
    }
  }

  @Test
  void reportsARoleThatCannotBeAssumed() throws IOException {
    try (DemoEngines _ = DemoEngines.start(twoAccounts())) {
      CommandLineRun run = scan(Map.of(), "--region", "us-east-1", "--role-arn", ROLE);

      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.err().contains("sts:AssumeRole"), run.err());
      assertTrue(run.err().contains("\nNext: "), run.err());
    }
  }

  @Test
  void usesTheRegionOfTheProfile() throws IOException {
    Path config =
        configuration(
            """
            [default]
            region = us-east-1
            [profile data]
            region = eu-central-1
            aws_access_key_id = x
            aws_secret_access_key = y
            """);
    Map<String, String> environment = Map.of("AWS_CONFIG_FILE", config.toString());
    System.setProperty("aws.configFile", config.toString());
    try (DemoEngines _ = DemoEngines.start(DemoFleet.read())) {
      assertEquals(
          4, summary(scan(environment, "--profile", "data")).get("task_set_count").asInt());
      System.clearProperty("aws.profile");
      Map<String, String> named =
          Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_PROFILE", "data");
      assertEquals(4, summary(scan(named)).get("task_set_count").asInt());
    }
  }

  /** Local files need no AWS; what does need it names the file that is not usable. */
  @Test
  void aMalformedConfigurationFileConcernsOnlyCommandsThatCallAws() throws IOException {
    Path config = configuration("[profile x\nregion=us-east-1\n");
    Path template =
        Files.writeString(
            directory.resolve("request.json"),
            "{\"service\": \"s\", \"cluster\": \"c\", \"taskDefinition\": \"t\"}");
    String policy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    for (Path file : List.of(config, Files.createDirectory(directory.resolve("folder")))) {
      Map<String, String> environment = Map.of("AWS_CONFIG_FILE", file.toString());

      String[] check = {"check", "--input", template.toString(), "--policy", policy};
      assertEquals(4, CommandLineRun.in(environment, check).exitCode());
      CommandLineRun guard = CommandLineRun.in(environment, "guard", "--policy", policy);
      assertTrue(guard.out().startsWith("{"), guard.err());
      for (CommandLineRun run :
          List.of(
              scan(environment), CommandLineRun.in(environment, "list", "--from", "s3://b/p"))) {
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(file + ": "), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
      }
    }
  }

  @Test
  void theCredentialsOfTheProfileHavePrecedence() throws IOException {
    Path config = configuration("[profile empty]\nregion = us-east-1\n");
    System.setProperty("aws.configFile", config.toString());
    System.setProperty("aws.sharedCredentialsFile", config.toString());
    try (DemoEngines _ = DemoEngines.start(DemoFleet.read())) {
      CommandLineRun run = scan(Map.of(), "--region", "us-east-1", "--profile", "empty");

      assertEquals(1, run.exitCode(), run.out());
      assertTrue(run.err().contains("the profile \"empty\""), run.err());
      assertTrue(run.err().contains("\nNext: run \"aws sso login\""), run.err());
    }
  }

  @Test
  void readsAllRegionsThatTheAccountHasEnabled() throws IOException {
    HttpServer account =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    account.createContext(
        "/listRegions",
        exchange -> {
          byte[] request = exchange.getRequestBody().readAllBytes();
          boolean first = !new String(request, StandardCharsets.UTF_8).contains("NextToken");
          String page =
              first
                  ? "{\"NextToken\":\"2\",\"Regions\":[{\"RegionName\":\"us-east-1\",\"RegionOptStatus\":\"ENABLED_BY_DEFAULT\"}]}"
                  : "{\"Regions\":[{\"RegionName\":\"eu-central-1\",\"RegionOptStatus\":\"ENABLED\"}]}";
          byte[] response = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    account.start();
    System.setProperty(
        "aws.endpointUrlAccount", "http://localhost:" + account.getAddress().getPort());
    try (DemoEngines _ = DemoEngines.start(DemoFleet.read())) {
      assertEquals(11, summary(scan(Map.of(), "--all-regions")).get("task_set_count").asInt());
    } finally {
      account.stop(0);
    }
  }

  @Test
  void reportsThatRegionsCannotBeListed() throws IOException {
    HttpServer account =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    account.createContext(
        "/listRegions",
        exchange -> {
          exchange.getResponseHeaders().add("x-amzn-errortype", "AccessDeniedException");
          byte[] response = "{\"message\":\"not authorized\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(403, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    account.start();
    System.setProperty(
        "aws.endpointUrlAccount", "http://localhost:" + account.getAddress().getPort());
    try (DemoEngines _ = DemoEngines.start(DemoFleet.read())) {
      CommandLineRun run = scan(Map.of(), "--all-regions");

      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.err().contains("account:ListRegions"), run.err());
      assertTrue(run.err().lines().count() <= 4, run.err());
    } finally {
      account.stop(0);
    }
  }

  @Test
  void rejectsOptionsThatCannotBeUsed() {
    CommandLineRun arn = scan(Map.of("AWS_REGION", "us-east-1"), "--role-arn", "Auditor");
    CommandLineRun id = scan(Map.of("AWS_REGION", "us-east-1"), "--external-id", "x");
    CommandLineRun regions = scan(Map.of(), "--region", "us-east-1", "--all-regions");

    assertEquals(2, arn.exitCode());
    assertTrue(arn.err().contains("--role-arn: \"Auditor\" is not the ARN"), arn.err());
    assertEquals(2, id.exitCode());
    assertTrue(id.err().contains("--external-id: it requires --role-arn"), id.err());
    assertEquals(2, regions.exitCode());
    assertTrue(regions.err().contains("mutually exclusive"), regions.err());
  }
}
