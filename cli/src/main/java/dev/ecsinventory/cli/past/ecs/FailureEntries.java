package dev.ecsinventory.cli.past.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;

/**
 * How a response reports a recorded failure. It is either that of a whole call, which ECS rejected,
 * or an entry in the response's {@code failures}; the code of the latter is in capital letters,
 * such as {@code MISSING} or our own {@code MALFORMED}.
 */
final class FailureEntries {
  /** Of a part of a response that contradicts the API: the description is still stored. */
  static final String MALFORMED = "MALFORMED";

  private FailureEntries() {}

  /** Rejects the call that the snapshot recorded as rejected. */
  static void requireNoRejection(List<ReadFailure> failures) {
    failures.stream()
        .filter(failure -> !isEntry(failure))
        .findFirst()
        .ifPresent(
            failure -> {
              throw EcsError.recorded(failure);
            });
  }

  static boolean isEntry(ReadFailure failure) {
    return failure.errorCode().matches("[A-Z_]+");
  }

  /** The entry of {@code failures} in the response; ECS's own has a detail only if ECS gave one. */
  static ObjectNode entry(ReadFailure failure) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("arn", failure.resourceArn());
    entry.put("reason", failure.errorCode());
    return failure.isWithoutDetail() ? entry : entry.put("detail", failure.message());
  }

  static ObjectNode missing(String arn) {
    return JsonNodeFactory.instance.objectNode().put("arn", arn).put("reason", "MISSING");
  }
}
