package dev.ecsinventory.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A request to store the tag policy of a deployment and to complete the day indexes: {@code
 * {"stage":"index"}}, or the event of a custom resource of CloudFormation, which awaits the
 * response at a URL. A deployment's tables wait for that resource.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">Custom
 *     resource reference</a>
 */
final class IndexRequest {
  private static final String STAGE = "index";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The hosts of CloudFormation's response URLs, which are pre-signed URLs of S3. */
  private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

  private final JsonNode event;

  private IndexRequest(JsonNode event) {
    this.event = event;
  }

  /** Parses {@code event}; empty when it is another request. */
  static Optional<IndexRequest> parse(byte[] event) {
    try {
      JsonNode node = MAPPER.readTree(event);
      boolean direct = node.path("stage").asText().equals(STAGE);
      boolean resource = node.at("/ResourceProperties/stage").asText().equals(STAGE);
      return direct || resource ? Optional.of(new IndexRequest(node)) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /** The text of the tag policy that the deployed version needs, if it is a file's. */
  Optional<String> policy() {
    JsonNode properties =
        event.has("ResourceProperties") ? event.path("ResourceProperties") : event;
    return Optional.of(properties.path("policy")).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  /**
   * Runs {@code index} and responds.
   *
   * @throws IndexIncompleteException when days are left; Lambda repeats an asynchronous invocation,
   *     which resumes
   */
  void run(Supplier<Pass> index, OutputStream response) throws IOException {
    if (!event.has("ResponseURL")) {
      response.write(json(index.get()));
      return;
    }
    String failure = "";
    if (!event.path("RequestType").asText().equals("Delete")) {
      try {
        json(index.get());
      } catch (IndexIncompleteException incomplete) {
        throw incomplete;
      } catch (RuntimeException problem) {
        failure = "the day indexes cannot be completed: " + problem;
      }
    }
    respond(failure);
  }

  private static byte[] json(Pass pass) throws IOException {
    if (!pass.isComplete()) {
      throw new IndexIncompleteException(pass);
    }
    Map<String, Object> response =
        new TreeMap<>(Map.of("days", pass.days(), "repaired", pass.repaired()));
    if (!pass.problems().isEmpty()) {
      response.put("problems", pass.problems());
    }
    return MAPPER.writeValueAsBytes(response);
  }

  /** Sends the response to CloudFormation; an empty failure means success. */
  private void respond(String failure) throws IOException {
    URI url = URI.create(event.path("ResponseURL").asText());
    if (!"https".equals(url.getScheme()) || !HOST.matcher(url.getHost()).matches()) {
      throw new IllegalArgumentException("ResponseURL is not a URL of S3: " + url.getHost());
    }
    HttpURLConnection put = (HttpURLConnection) url.toURL().openConnection();
    put.setRequestMethod("PUT");
    put.setDoOutput(true);
    // The signature covers an empty content type.
    put.setRequestProperty("Content-Type", "");
    try (OutputStream body = put.getOutputStream()) {
      body.write(body(failure).getBytes(StandardCharsets.UTF_8));
    }
    if (put.getResponseCode() / 100 != 2) {
      throw new UncheckedIOException(
          new IOException("CloudFormation rejected the response: " + put.getResponseCode()));
    }
  }

  String body(String failure) throws IOException {
    Map<String, String> body = new TreeMap<>();
    body.put("Status", failure.isEmpty() ? "SUCCESS" : "FAILED");
    body.put("Reason", failure.isEmpty() ? "the day indexes are complete" : failure);
    for (String name : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
      body.put(name, event.path(name).asText());
    }
    body.put("PhysicalResourceId", "day-indexes");
    return MAPPER.writeValueAsString(body);
  }
}
