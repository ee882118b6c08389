package dev.ecsinventory.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.EffectivePolicy;
import software.amazon.awssdk.services.organizations.model.EffectivePolicyNotFoundException;
import software.amazon.awssdk.services.organizations.model.EffectivePolicyType;

/**
 * A service client of an earlier version than the SDK core works over real HTTP: it signs,
 * marshals, unmarshals, maps errors to its own exceptions and retries. No client may be newer than
 * the core, because it would use methods that the core lacks.
 */
class OlderClientTest {
  private record Reply(int status, String body) {}

  private final Queue<Reply> replies = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<Map<String, List<String>>> headers = new ArrayList<>();
  private HttpServer server;
  private OrganizationsClient organizations;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    organizations =
        OrganizationsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
            .httpClient(PatientHttp.client())
            .overrideConfiguration(
                options ->
                    options.retryStrategy(
                        StandardRetryStrategy.builder()
                            .maxAttempts(2)
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                            .build()))
            .build();
  }

  @AfterEach
  void stop() {
    organizations.close();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      headers.add(Map.copyOf(exchange.getRequestHeaders()));
      Reply reply = replies.remove();
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private EffectivePolicy effectivePolicy() {
    return organizations
        .describeEffectivePolicy(
            request -> request.policyType(EffectivePolicyType.TAG_POLICY).targetId("111122223333"))
        .effectivePolicy();
  }

  @Test
  void signsMarshalsAndUnmarshals() {
    replies.add(
        new Reply(
            200,
            """
            {"EffectivePolicy": {"PolicyContent": "{\\"tags\\":{}}", "PolicyType": "TAG_POLICY",
             "TargetId": "111122223333", "LastUpdatedTimestamp": 1767225600.5}}
            """));

    EffectivePolicy policy = effectivePolicy();

    assertEquals("{\"tags\":{}}", policy.policyContent());
    assertEquals(EffectivePolicyType.TAG_POLICY, policy.policyType());
    assertEquals("111122223333", policy.targetId());
    assertEquals(Instant.parse("2026-01-01T00:00:00.500Z"), policy.lastUpdatedTimestamp());
    assertEquals(List.of("{\"PolicyType\":\"TAG_POLICY\",\"TargetId\":\"111122223333\"}"), bodies);
    assertEquals(
        List.of("AWSOrganizationsV20161128.DescribeEffectivePolicy"),
        headers.getFirst().get("X-amz-target"));
    String authorization = headers.getFirst().get("Authorization").getFirst();
    assertTrue(authorization.startsWith("AWS4-HMAC-SHA256 Credential=AKID/"), authorization);
    assertTrue(authorization.contains("/us-east-1/organizations/aws4_request"), authorization);
  }

  @Test
  void mapsErrorsToItsOwnExceptions() {
    replies.add(
        new Reply(
            400, "{\"__type\":\"EffectivePolicyNotFoundException\",\"Message\":\"no policy\"}"));
    replies.add(
        new Reply(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not allowed\"}"));

    assertEquals(
        "no policy",
        assertThrows(EffectivePolicyNotFoundException.class, this::effectivePolicy)
            .awsErrorDetails()
            .errorMessage());
    assertEquals(
        "AccessDeniedException",
        assertThrows(AccessDeniedException.class, this::effectivePolicy)
            .awsErrorDetails()
            .errorCode());
    assertEquals(2, bodies.size());
  }

  @Test
  void retriesAThrottledCall() {
    replies.add(
        new Reply(400, "{\"__type\":\"TooManyRequestsException\",\"Message\":\"too many\"}"));
    replies.add(new Reply(200, "{\"EffectivePolicy\": {\"PolicyContent\": \"{}\"}}"));

    assertEquals("{}", effectivePolicy().policyContent());
    assertEquals(2, bodies.size());
  }

  @Test
  void noModuleIsNewerThanTheCore() {
    Map<String, Version> modules = sdkModules();
    Version core = Version.parse(VersionInfo.SDK_VERSION);

    assertEquals(core, modules.get("sdk-core"));
    modules.forEach(
        (module, version) ->
            assertFalse(
                version.compareTo(core) > 0,
                () ->
                    "%s %s is newer than sdk-core %s: set one version for both in pom.xml"
                        .formatted(module, version, core)));
  }

  private static Map<String, Version> sdkModules() {
    Map<String, Version> versions = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (entry.contains("/software/amazon/awssdk/")) {
        Path version = jar.getParent();
        versions.put(
            version.getParent().getFileName().toString(),
            Version.parse(version.getFileName().toString()));
      }
    }
    return versions;
  }
}
