package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The AWS CLI, as the documentation's commands call it. */
final class AwsCommand {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Map<String, String> environment;

  AwsCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Runs a command that must succeed, and returns what it printed. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_PAGER", "");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + output);
    return output;
  }

  /** Runs a command that must succeed, and returns its response. */
  JsonNode json(String... arguments) throws IOException, InterruptedException {
    return MAPPER.readTree(run(List.of(arguments)));
  }

  /** The same commands with the credentials of another account, which moto issues for any role. */
  AwsCommand inAccount(String account) throws IOException, InterruptedException {
    JsonNode credentials =
        json(
                "sts",
                "assume-role",
                "--role-arn",
                "arn:aws:iam::%s:role/Admin".formatted(account),
                "--role-session-name",
                "test")
            .path("Credentials");
    Map<String, String> others = new HashMap<>(environment);
    others.put("AWS_ACCESS_KEY_ID", credentials.path("AccessKeyId").asText());
    others.put("AWS_SECRET_ACCESS_KEY", credentials.path("SecretAccessKey").asText());
    others.put("AWS_SESSION_TOKEN", credentials.path("SessionToken").asText());
    return new AwsCommand(others);
  }
}
