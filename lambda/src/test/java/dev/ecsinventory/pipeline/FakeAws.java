package dev.ecsinventory.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Serves the AWS APIs of the exporter apart from ECS and STS over real HTTP: objects and effective
 * policies. Other requests have an error as their response.
 */
public final class FakeAws implements AutoCloseable {
  static final String OWN_KEY = "AKIDEXAMPLE";
  public static final String OWN_ACCOUNT = "123456789012";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> SERVICES = List.of("S3", "Organizations");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private volatile Function<String, EffectivePolicy> policies = account -> EffectivePolicy.NONE;

  private FakeAws(HttpServer server) {
    this.server = server;
  }

  /** Starts the server and directs the SDK clients of this process to it. */
  public static FakeAws start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeAws aws = new FakeAws(server);
    server.createContext("/", aws::handle);
    server.setExecutor(aws.threads);
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    SERVICES.forEach(service -> System.setProperty("aws.endpointUrl" + service, endpoint));
    return aws;
  }

  /** Adds an object at {@code BUCKET/KEY}. */
  FakeAws object(String path, String content) {
    objects.put("/" + path, content);
    return this;
  }

  /** The response for an account's effective policy. */
  public record EffectivePolicy(int status, String body) {
    public static final EffectivePolicy NONE = error("EffectivePolicyNotFoundException");

    public static EffectivePolicy of(String content) {
      ObjectNode effective = MAPPER.createObjectNode();
      effective.putObject("EffectivePolicy").put("PolicyContent", content);
      return new EffectivePolicy(200, effective.toString());
    }

    public static EffectivePolicy error(String code) {
      return new EffectivePolicy(
          400, "{\"__type\":\"%s\",\"Message\":\"not for you\"}".formatted(code));
    }
  }

  /** Sets the function from account IDs to effective policies, which may block. */
  public FakeAws effectivePolicies(Function<String, EffectivePolicy> byAccount) {
    policies = byAccount;
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    try (exchange) {
      if ("AWSOrganizationsV20161128.DescribeEffectivePolicy".equals(target)) {
        effectivePolicy(exchange, body);
      } else if (exchange.getRequestMethod().equals("GET")) {
        object(exchange);
      } else {
        response(exchange, 400, "{\"__type\":\"UnknownOperationException\"}");
      }
    }
  }

  /** Each account requests its own policy with its own credentials. */
  private void effectivePolicy(HttpExchange exchange, String body) throws IOException {
    JsonNode request = MAPPER.readTree(body);
    String account = request.path("TargetId").asText();
    boolean own = exchange.getRequestHeaders().getFirst("Authorization").contains(OWN_KEY + "/");
    boolean wellFormed =
        request.path("PolicyType").asText().equals("TAG_POLICY")
            && request.size() == 2
            && own == account.equals(OWN_ACCOUNT);
    EffectivePolicy policy =
        wellFormed ? policies.apply(account) : EffectivePolicy.error("InvalidInputException");
    response(exchange, policy.status(), policy.body());
  }

  private void object(HttpExchange exchange) throws IOException {
    String content = objects.get(exchange.getRequestURI().getPath());
    if (content == null) {
      response(
          exchange, 404, "<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>");
    } else {
      response(exchange, 200, content);
    }
  }

  private static void response(HttpExchange exchange, int status, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException disconnected) {
      throw new UncheckedIOException(disconnected);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    SERVICES.forEach(service -> System.clearProperty("aws.endpointUrl" + service));
  }
}
