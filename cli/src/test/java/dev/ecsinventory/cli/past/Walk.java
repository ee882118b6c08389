package dev.ecsinventory.cli.past;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All responses of an ECS endpoint to a client that pages, batches and descends from clusters to
 * task sets. Lists without order are sorted, and services have no events, which a snapshot does not
 * contain.
 */
final class Walk {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Set<String> UNORDERED =
      Set.of("clusters", "services", "taskSets", "failures", "tags", "settings");
  private static final String TAGS = "\"include\": [\"TAGS\"]";
  private static final String ALL_PARTS =
      "\"include\": [\"ATTACHMENTS\", \"CONFIGURATIONS\", \"SETTINGS\", \"STATISTICS\", \"TAGS\"]";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String accessKeyId;
  private final String region;
  private final SortedMap<String, String> responses = new TreeMap<>();

  Walk(URI endpoint, String accessKeyId, String region) {
    this.endpoint = endpoint;
    this.accessKeyId = accessKeyId;
    this.region = region;
  }

  /** The responses by operation and input. */
  SortedMap<String, String> responses() {
    List<String> clusters = list("ListClusters", "", "clusterArns", 2);
    describe("DescribeClusters", "\"clusters\": %s, " + ALL_PARTS, clusters, "clusters");
    describe("DescribeClusters", "\"clusters\": %s", clusters, "clusters");
    for (String cluster : clusters) {
      if (isDescribable(cluster)) {
        services(cluster);
      }
    }
    return responses;
  }

  /** A scan does not read missing clusters. */
  private boolean isDescribable(String cluster) {
    JsonNode response =
        call("DescribeClusters", "{\"clusters\": [\"%s\"]}".formatted(cluster)).body();
    return response.path("failures").isEmpty();
  }

  private void services(String cluster) {
    String in = "\"cluster\": \"%s\", ".formatted(cluster);
    List<String> services = list("ListServices", in, "serviceArns", 3);
    for (int from = 0; from < services.size(); from += 10) {
      List<String> batch = services.subList(from, Math.min(from + 10, services.size()));
      List<JsonNode> described =
          describe("DescribeServices", in + "\"services\": %s, " + TAGS, batch, "services");
      describe("DescribeServices", in + "\"services\": %s", batch, "services");
      described.forEach(service -> taskSets(in, service));
    }
  }

  private void taskSets(String in, JsonNode service) {
    List<JsonNode> inline =
        service
            .path("taskSets")
            .valueStream()
            .sorted(Comparator.comparing(one -> one.get("taskSetArn").textValue()))
            .toList();
    if (inline.isEmpty()) {
      return;
    }
    String of = in + "\"service\": \"%s\", ".formatted(service.path("serviceArn").textValue());
    String arns = inline.stream().map(one -> one.get("taskSetArn").toString()).toList().toString();
    String ids = inline.stream().map(one -> one.get("id").toString()).toList().toString();
    record("DescribeTaskSets", "{%s\"taskSets\": %s, %s}".formatted(of, arns, TAGS));
    record("DescribeTaskSets", "{%s\"taskSets\": %s}".formatted(of, ids));
  }

  /** All pages; each page is a separate response, without its token. */
  private List<String> list(String operation, String parameters, String member, int size) {
    List<String> all = new ArrayList<>();
    String token = "";
    for (int page = 0; !token.isEmpty() || page == 0; page++) {
      String next = token.isEmpty() ? "" : ", \"nextToken\": \"%s\"".formatted(token);
      Response response =
          call(operation, "{%s\"maxResults\": %d%s}".formatted(parameters, size, next));
      responses.put(operation + parameters + page + (response.ok() ? "" : " error"), "");
      if (!response.ok()) {
        responses.put(operation + parameters + " error", text(response));
        return all;
      }
      response.body().get(member).forEach(arn -> all.add(arn.textValue()));
      token = response.body().path("nextToken").asText();
    }
    all.sort(Comparator.naturalOrder());
    responses.put(operation + parameters, all.toString());
    return all;
  }

  /**
   * Describes all resources together and each of them separately; returns the separate
   * descriptions.
   */
  private List<JsonNode> describe(
      String operation, String input, List<String> arns, String member) {
    if (!arns.isEmpty()) {
      String all = "{%s}".formatted(input.formatted(quoted(arns)));
      Response batch = call(operation, all);
      // The order of the rules in the simulator determines which of several errors a call returns.
      responses.put(operation + all, batch.ok() ? text(batch) : "error");
    }
    List<JsonNode> described = new ArrayList<>();
    for (String arn : arns) {
      record(operation, "{%s}".formatted(input.formatted(quoted(List.of(arn)))))
          .path(member)
          .forEach(described::add);
    }
    return described;
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> "\"" + text + "\"").toList().toString();
  }

  private JsonNode record(String operation, String input) {
    Response response = call(operation, input);
    responses.put(operation + input, text(response));
    return response.body();
  }

  /** One response of the endpoint. */
  record Response(int status, JsonNode body, Map<String, List<String>> headers) {
    boolean ok() {
      return status == 200;
    }
  }

  Response call(String operation, String input) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
            .header("X-Amz-Date", "20260115T060000Z")
            .header("Content-Type", "application/x-amz-json-1.1")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260115/%s/ecs/aws4_request, SignedHeaders=host,"
                        .formatted(accessKeyId, region)
                    + " Signature="
                    + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString(input))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Response(
          response.statusCode(), MAPPER.readTree(response.body()), response.headers().map());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static String text(Response response) {
    return response.status() + " " + plain("", response.body());
  }

  /** A canonical text, equal for equal values. */
  private static JsonNode plain(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode plain = MAPPER.createObjectNode();
      object.properties().stream()
          .filter(member -> !member.getKey().equals("events") || member.getValue().isEmpty())
          .sorted(Map.Entry.comparingByKey())
          .forEach(member -> plain.set(member.getKey(), plain(member.getKey(), member.getValue())));
      return plain;
    }
    if (node instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(element -> elements.add(plain("", element)));
      if (UNORDERED.contains(name) || elements.stream().allMatch(JsonNode::isTextual)) {
        elements.sort(Comparator.comparing(JsonNode::toString));
      }
      return MAPPER.createArrayNode().addAll(elements);
    }
    return node.isNumber()
        ? MAPPER.getNodeFactory().textNode(node.decimalValue().stripTrailingZeros().toPlainString())
        : node;
  }
}
