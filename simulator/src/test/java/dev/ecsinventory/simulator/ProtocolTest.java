package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP requests and responses, without an SDK. */
class ProtocolTest {
  private static final String SIGNATURE = "0123456789abcdef".repeat(4);
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=AKID/20260115/us-east-1/ecs/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature="
          + SIGNATURE;
  private static final String PREFIX = "AmazonEC2ContainerServiceV20141113.";

  private static EcsSimulator simulator;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    simulator.close();
  }

  private static HttpRequest.Builder request(String operation, String body) {
    return HttpRequest.newBuilder(simulator.endpoint())
        .header("X-Amz-Target", PREFIX + operation)
        .header("Content-Type", "application/x-amz-json-1.1")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> signed(String authorization, String operation, String body)
      throws Exception {
    return send(
        request(operation, body)
            .header("Authorization", authorization)
            .header("X-Amz-Date", "20260115T083000Z"));
  }

  private static void assertRejected(int status, String type, HttpResponse<String> response) {
    assertEquals(status, response.statusCode());
    assertTrue(
        response.body().startsWith("{\"__type\":\"" + type + "\",\"message\":\""), response.body());
  }

  @Test
  void returnsJsonWithARequestId() throws Exception {
    HttpResponse<String> response = signed(AUTHORIZATION, "ListClusters", "{}");
    assertEquals(200, response.statusCode());
    assertEquals(
        "{\"clusterArns\":[\"arn:aws:ecs:us-east-1:123456789012:cluster/prod\","
            + "\"arn:aws:ecs:us-east-1:123456789012:cluster/empty\"]}",
        response.body());
    assertEquals(
        "application/x-amz-json-1.1", response.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(36, response.headers().firstValue("x-amzn-RequestId").orElseThrow().length());
  }

  @Test
  void writesTimestampsAsSecondsWithMilliseconds() throws Exception {
    String body =
        "{\"cluster\":\"prod\",\"service\":\"checkout\","
            + "\"taskSets\":[\"ecs-svc/1234567890123456789\"]}";
    HttpResponse<String> response = signed(AUTHORIZATION, "DescribeTaskSets", body);
    assertTrue(response.body().contains("\"createdAt\":1768465800.250,"), response.body());
    assertTrue(response.body().contains("\"updatedAt\":1735689600.123"), response.body());
  }

  @Test
  void rejectsRequestsWithoutASignature() throws Exception {
    assertRejected(403, "MissingAuthenticationTokenException", send(request("ListClusters", "{}")));
  }

  @Test
  void rejectsMalformedSignatures() throws Exception {
    for (String bad :
        new String[] {
          "Bearer token",
          "AWS4-HMAC-SHA256 Credential=AKID",
          AUTHORIZATION.replace("Signature=" + SIGNATURE, ""),
          AUTHORIZATION.replace(SIGNATURE, "short"),
          AUTHORIZATION.replace("/aws4_request", "")
        }) {
      assertRejected(400, "IncompleteSignatureException", signed(bad, "ListClusters", "{}"));
    }
    assertRejected(
        400,
        "IncompleteSignatureException",
        send(request("ListClusters", "{}").header("Authorization", AUTHORIZATION)));
  }

  @Test
  void rejectsSignaturesForAnotherProduct() throws Exception {
    assertRejected(
        403,
        "InvalidSignatureException",
        signed(AUTHORIZATION.replace("/ecs/", "/s3/"), "ListClusters", "{}"));
  }

  @Test
  void rejectsUnknownOperations() throws Exception {
    assertRejected(400, "UnknownOperationException", signed(AUTHORIZATION, "ListTaskSets", "{}"));
    assertEquals(0, simulator.calls().of("ListTaskSets"));
  }

  @Test
  void rejectsBodiesThatAreNotAnObject() throws Exception {
    for (String bad : new String[] {"[]", "{", "{\"maxResults\":\"ten\"}"}) {
      assertRejected(400, "SerializationException", signed(AUTHORIZATION, "ListClusters", bad));
    }
  }

  @Test
  void treatsAnEmptyBodyAsAnEmptyObject() throws Exception {
    assertEquals(200, signed(AUTHORIZATION, "ListClusters", "").statusCode());
  }

  @Test
  void truncatesTheBodyToHalfOfTheAnnouncedLength() throws Exception {
    try (EcsSimulator broken = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
        Socket socket = new Socket("127.0.0.1", broken.endpoint().getPort())) {
      broken.faults(FaultScript.of(FaultRule.of(new Fault.TruncatedBody())));
      String request =
          "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nX-Amz-Date: 20260115T083000Z"
              + "\r\nX-Amz-Target: AmazonEC2ContainerServiceV20141113.ListClusters\r\n"
              + "Authorization: "
              + AUTHORIZATION
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String response =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher promised = Pattern.compile("(?i)content-length: (\\d+)").matcher(response);
      assertTrue(promised.find(), response);
      int received = response.length() - response.indexOf("\r\n\r\n") - 4;
      assertEquals(Integer.parseInt(promised.group(1)) / 2, received);
    }
  }
}
