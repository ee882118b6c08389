package dev.ecsinventory.infra.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A moto server, which simulates an AWS account.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server mode</a>
 */
final class MotoServer {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "123456789012";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static MotoServer start(Path log) throws IOException, InterruptedException {
    return start(log, Map.of());
  }

  /** Starts a server whose process has further environment variables. */
  static MotoServer start(Path log, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder command =
        new ProcessBuilder("python3", "-m", "moto.server", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    command.environment().putAll(environment);
    Process process = command.start();
    awaitPort(process, port);
    return new MotoServer(process, URI.create("http://localhost:" + port));
  }

  URI endpoint() {
    return endpoint;
  }

  /** The environment variables that direct every AWS client to this server. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", endpoint.toString());
    environment.put("AWS_ACCESS_KEY_ID", "testing");
    environment.put("AWS_SECRET_ACCESS_KEY", "testing");
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_DEFAULT_REGION", REGION);
    return environment;
  }

  /**
   * Sends a request to the Lambda API. moto selects the service by the scope of the signature and
   * does not verify the signature.
   */
  JsonNode lambda(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/2015-03-31/functions" + path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=testing/20260101/%s/lambda/aws4_request, "
                        .formatted(REGION)
                    + "SignedHeaders=host, Signature=0")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return MAPPER.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  /** Makes the server execute state machines, which it only stores otherwise. */
  void executeStateMachines() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/moto-api/config"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"stepfunctions\":{\"execute_state_machine\":true}}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(request, BodyHandlers.discarding());
    }
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static void awaitPort(Process process, int port) throws InterruptedException {
    while (process.isAlive()) {
      try {
        new Socket("localhost", port).close();
        return;
      } catch (IOException closed) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("moto ended before it listened at port " + port);
  }
}
