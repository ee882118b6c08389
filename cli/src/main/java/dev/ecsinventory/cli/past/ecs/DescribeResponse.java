package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;

/** The response of a describe operation: resources, and failures of those that are not there. */
final class DescribeResponse {
  private final String member;
  private final ArrayNode resources = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode failures = JsonNodeFactory.instance.arrayNode();

  /** A response whose list of resources is {@code member}. */
  DescribeResponse(String member) {
    this.member = requireNonNull(member, "member is null");
  }

  void add(ObjectNode resource) {
    resources.add(resource);
  }

  void addMissing(String arn) {
    failures.add(FailureEntries.missing(arn));
  }

  void addFailures(List<ReadFailure> recorded) {
    recorded.stream()
        .filter(FailureEntries::isEntry)
        .map(FailureEntries::entry)
        .forEach(failures::add);
  }

  ObjectNode response() {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.set(member, resources);
    return response.set("failures", failures);
  }
}
