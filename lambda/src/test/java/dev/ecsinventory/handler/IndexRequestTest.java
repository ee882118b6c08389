package dev.ecsinventory.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invocations of the index stage by users and by CloudFormation. */
class IndexRequestTest {
  private static final String RESOURCE =
      """
      {"RequestType":"Create","ResponseURL":"%s","StackId":"stack","RequestId":"request",
       "LogicalResourceId":"DayIndexes","ResourceProperties":{"stage":"index","version":"7"}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}", "{}", "no JSON", ""})
  void isNotASnapshotEvent(String event) {
    assertEquals(Optional.empty(), parse(event));
  }

  @Test
  void reportsTheNumberOfRepairedDays() throws Exception {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    parse("{\"stage\":\"index\"}").orElseThrow().run(() -> new Pass(9, 2, 0, List.of()), response);
    assertEquals("{\"days\":9,\"repaired\":2}", response.toString(StandardCharsets.UTF_8));
  }

  @Test
  void failsWhileDaysAreLeft() {
    IndexRequest request = parse("{\"stage\":\"index\"}").orElseThrow();
    String message =
        assertThrows(
                IndexIncompleteException.class,
                () -> request.run(() -> new Pass(9, 2, 4, List.of()), new ByteArrayOutputStream()))
            .getMessage();
    assertTrue(message.contains("4 of 9 days"), message);
  }

  /**
   * Lambda repeats an asynchronous invocation, and the repetition resumes the work; CloudFormation
   * waits.
   */
  @Test
  void doesNotRespondToCloudFormationWhileDaysAreLeft() {
    IndexRequest request = parse(RESOURCE.formatted("http://localhost/x")).orElseThrow();
    assertThrows(
        IndexIncompleteException.class,
        () -> request.run(() -> new Pass(9, 2, 4, List.of()), new ByteArrayOutputStream()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost/x", "https://example.com/x", "https://amazonaws.com.x/"})
  void respondsToS3Only(String url) {
    IndexRequest request = parse(RESOURCE.formatted(url)).orElseThrow();
    assertThrows(
        IllegalArgumentException.class,
        () -> request.run(() -> new Pass(9, 2, 0, List.of()), new ByteArrayOutputStream()));
  }

  @Test
  void sendsTheResourceAndTheStatusToCloudFormation() throws Exception {
    IndexRequest request = parse(RESOURCE.formatted("https://x.amazonaws.com/")).orElseThrow();
    JsonNode success = new JsonMapper().readTree(request.body(""));
    assertEquals("SUCCESS", success.path("Status").asText());
    assertEquals("stack", success.path("StackId").asText());
    assertEquals("request", success.path("RequestId").asText());
    assertEquals("DayIndexes", success.path("LogicalResourceId").asText());
    assertEquals("day-indexes", success.path("PhysicalResourceId").asText());
    JsonNode failure = new JsonMapper().readTree(request.body("no bucket"));
    assertEquals("FAILED", failure.path("Status").asText());
    assertEquals("no bucket", failure.path("Reason").asText());
  }

  @Test
  void hasThePolicyOfTheDeployment() {
    assertEquals(Optional.empty(), parse(RESOURCE).orElseThrow().policy());
    assertEquals(
        Optional.of("{}"),
        parse(RESOURCE.replace("\"stage\"", "\"policy\":\"{}\",\"stage\"")).orElseThrow().policy());
    assertEquals(
        Optional.of("{}"), parse("{\"stage\":\"index\",\"policy\":\"{}\"}").orElseThrow().policy());
  }

  private static Optional<IndexRequest> parse(String event) {
    return IndexRequest.parse(event.getBytes(StandardCharsets.UTF_8));
  }
}
