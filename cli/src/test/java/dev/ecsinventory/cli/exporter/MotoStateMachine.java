package dev.ecsinventory.cli.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecsinventory.aws.PatientHttp;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A state machine that moto's interpreter executes. The interpreter calls Lambda and S3 at an
 * address of its own, where this class responds with a function and an object store of this
 * process.
 */
final class MotoStateMachine implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String FUNCTIONS = "/2015-03-31/functions/";
  private static final String NAME = "EcsInventory";

  private final Process moto;
  private final URI endpoint;
  private final HttpServer callbacks;
  private final SfnClient client;
  private volatile Function function;
  private volatile ObjectStore store;

  /** The function that the state machine invokes; an exception or error is a function error. */
  @FunctionalInterface
  interface Function {
    byte[] invoke(byte[] event) throws IOException;
  }

  private MotoStateMachine(Process moto, URI endpoint, HttpServer callbacks) {
    this.moto = moto;
    this.endpoint = endpoint;
    this.callbacks = callbacks;
    this.client =
        SfnClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
            .httpClient(PatientHttp.client())
            .build();
  }

  /** Starts moto; its log is a file in {@code directory}. */
  static MotoStateMachine start(Path directory) throws IOException, InterruptedException {
    HttpServer callbacks =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder moto =
        new ProcessBuilder("python3", "-m", "moto.server", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("moto.log").toFile());
    moto.environment().put("MOTO_PORT", String.valueOf(callbacks.getAddress().getPort()));
    Process process = moto.start();
    awaitPort(process, port);
    MotoStateMachine machine =
        new MotoStateMachine(process, URI.create("http://localhost:" + port), callbacks);
    callbacks.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    callbacks.createContext("/", machine::respond);
    callbacks.start();
    return machine;
  }

  URI endpoint() {
    return endpoint;
  }

  /**
   * Creates the state machine again: moto executes one execution per server.
   *
   * @return its ARN
   */
  String create(String definition, Function invoked, ObjectStore objects)
      throws IOException, InterruptedException {
    function = invoked;
    store = objects;
    post("/moto-api/reset", "");
    post("/moto-api/config", "{\"stepfunctions\":{\"execute_state_machine\":true}}");
    return client
        .createStateMachine(
            machine ->
                machine
                    .name(NAME)
                    .definition(definition)
                    .roleArn("arn:aws:iam::123456789012:role/machine"))
        .stateMachineArn();
  }

  void startExecution(String machine, String name, String input) {
    client.startExecution(execution -> execution.stateMachineArn(machine).name(name).input(input));
  }

  /** Waits until an execution has ended. */
  DescribeExecutionResponse await(String machine, String name) throws InterruptedException {
    String arn = machine.replace(":stateMachine:", ":execution:") + ":" + name;
    DescribeExecutionResponse execution;
    do {
      Thread.sleep(50);
      execution = client.describeExecution(describe -> describe.executionArn(arn));
    } while (execution.status() == ExecutionStatus.RUNNING);
    return execution;
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status =
          http.send(
                  HttpRequest.newBuilder(endpoint.resolve(path))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException(path + " responded " + status);
      }
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith(FUNCTIONS)) {
      invoke(exchange, body);
    } else {
      object(exchange, path);
    }
  }

  private void invoke(HttpExchange exchange, byte[] event) throws IOException {
    try {
      send(exchange, 200, function.invoke(event));
    } catch (RuntimeException | Error failure) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
      Map<String, String> error =
          Map.of(
              "errorType", failure.getClass().getName(),
              "errorMessage", String.valueOf(failure.getMessage()));
      send(exchange, 200, MAPPER.writeValueAsBytes(error));
    }
  }

  /** The item reader gets an object, and the result writer puts some, which nothing reads. */
  private void object(HttpExchange exchange, String path) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"0\"");
    if (exchange.getRequestMethod().equals("PUT")) {
      send(exchange, 200, new byte[0]);
      return;
    }
    boolean isBucketInHost = !exchange.getRequestHeaders().getFirst("Host").startsWith("localhost");
    String key = isBucketInHost ? path.substring(1) : path.split("/", 3)[2];
    Optional<byte[]> content = store.get(key);
    send(exchange, content.isPresent() ? 200 : 404, content.orElse(new byte[0]));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void awaitPort(Process process, int port)
      throws IOException, InterruptedException {
    while (process.isAlive()) {
      try {
        new Socket("localhost", port).close();
        return;
      } catch (IOException closed) {
        Thread.sleep(100);
      }
    }
    throw new IOException("moto ended before it listened at port " + port);
  }

  /**
   * The state machine's definition in a template.
   *
   * @param bucket the name of the bucket
   */
  static String definition(JsonNode template, String bucket) {
    StringBuilder definition = new StringBuilder();
    JsonNode parts = null;
    for (JsonNode resource : template.path("Resources")) {
      if (resource.path("Type").asText().equals("AWS::StepFunctions::StateMachine")) {
        parts = resource.at("/Properties/DefinitionString/Fn::Join/1");
      }
    }
    for (JsonNode part : parts) {
      String reference = part.path("Ref").asText();
      if (part.isTextual()) {
        definition.append(part.asText());
      } else if (reference.equals("AWS::Partition")) {
        definition.append("aws");
      } else if (reference.contains("Live")) {
        definition.append("arn:aws:lambda:us-east-1:123456789012:function:exporter:live");
      } else {
        definition.append(bucket);
      }
    }
    return definition.toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    callbacks.stop(0);
    moto.destroy();
    moto.onExit().join();
  }
}
