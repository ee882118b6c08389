package dev.ecsinventory.pipeline;

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

/**
 * What the exporter asks of AWS besides ECS and STS, over real HTTP: objects and effective
 * policies. Anything else is answered with an error.
 */
final class OtherAws implements AutoCloseable {
  static final String OWN_KEY = "AKIDEXAMPLE";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> SERVICES = List.of("S3", "Organizations");

  private final HttpServer server;
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private volatile String ownPolicy;
  private volatile String otherPolicy;

  private OtherAws(HttpServer server) {
    this.server = server;
  }

  /** Starts it, and points the SDK's clients in this process at it. */
  static OtherAws start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OtherAws aws = new OtherAws(server);
    server.createContext("/", aws::handle);
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    SERVICES.forEach(service -> System.setProperty("aws.endpointUrl" + service, endpoint));
    return aws;
  }

  /** An object at {@code BUCKET/KEY}. */
  OtherAws object(String path, String content) {
    objects.put("/" + path, content);
    return this;
  }

  /** The effective policies of the account of our own credentials, and of every other. */
  OtherAws effectivePolicies(String own, String other) {
    ownPolicy = own;
    otherPolicy = other;
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
        answer(exchange, 400, "{\"__type\":\"UnknownOperationException\"}");
      }
    }
  }

  private void effectivePolicy(HttpExchange exchange, String body) throws IOException {
    boolean own = exchange.getRequestHeaders().getFirst("Authorization").contains(OWN_KEY + "/");
    String policy = own ? ownPolicy : otherPolicy;
    if (!MAPPER.readTree(body).equals(MAPPER.readTree("{\"PolicyType\":\"TAG_POLICY\"}"))) {
      answer(exchange, 400, "{\"__type\":\"InvalidInputException\",\"Message\":\"" + 0 + "\"}");
    } else if (policy == null) {
      answer(exchange, 400, "{\"__type\":\"EffectivePolicyNotFoundException\"}");
    } else if (policy.equals("denied")) {
      answer(exchange, 400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not for you\"}");
    } else {
      ObjectNode effective = MAPPER.createObjectNode();
      effective.putObject("EffectivePolicy").put("PolicyContent", policy);
      answer(exchange, 200, effective.toString());
    }
  }

  private void object(HttpExchange exchange) throws IOException {
    String content = objects.get(exchange.getRequestURI().getPath());
    if (content == null) {
      answer(
          exchange, 404, "<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>");
    } else {
      answer(exchange, 200, content);
    }
  }

  private static void answer(HttpExchange exchange, int status, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    SERVICES.forEach(service -> System.clearProperty("aws.endpointUrl" + service));
  }
}
