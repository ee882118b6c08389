package dev.ecsinventory.handler;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A state machine's request for one stage of a snapshot: {@code {"stage": …, "event": …}}, for a
 * group of accounts with {@code group}, {@code turn} and {@code execution} in addition.
 *
 * @param event EventBridge's envelope
 * @param group the group of accounts; empty for stages of the snapshot
 * @param turn identifies the execution, the group and the turn of the group
 */
record StageRequest(Stage stage, String event, String group, String turn) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  StageRequest {
    requireNonNull(stage, "stage is null");
    requireNonNull(event, "event is null");
    requireNonNull(group, "group is null");
    requireNonNull(turn, "turn is null");
  }

  /** The stages, in order. */
  enum Stage {
    BEGIN("begin"),
    READ("read"),
    GIVE_UP("give-up"),
    COMMIT("commit"),
    FINISH("finish");

    private final String text;

    Stage(String text) {
      this.text = text;
    }

    private boolean isOfGroup() {
      return this == READ || this == GIVE_UP;
    }
  }

  /**
   * Parses {@code request}; empty when it names no stage.
   *
   * @throws InvalidInputException when the stage is unknown, or its group is missing
   */
  static Optional<StageRequest> parse(byte[] request) {
    JsonNode node;
    try {
      node = MAPPER.readTree(request);
    } catch (IOException malformed) {
      return Optional.empty();
    }
    if (!node.path("stage").isTextual()) {
      return Optional.empty();
    }
    Stage stage = stage(node.path("stage").asText());
    String group = node.path("group").asText();
    if (stage.isOfGroup() && group.isEmpty()) {
      throw invalid("group is missing; it must be the name of a group of accounts");
    }
    return Optional.of(new StageRequest(stage, node.path("event").toString(), group, turn(node)));
  }

  private static Stage stage(String text) {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    "stage: \"%s\" is not a stage; accepted are %s, index"
                        .formatted(
                            text,
                            Arrays.stream(Stage.values())
                                .map(stage -> stage.text)
                                .collect(Collectors.joining(", ")))));
  }

  /** The names of executions and groups are letters, digits and hyphens, as those of runs are. */
  private static String turn(JsonNode node) {
    return "%s-%s-%d"
        .formatted(
            node.path("execution").asText("direct"),
            node.path("group").asText(),
            node.path("turn").asInt(1));
  }

  private static InvalidInputException invalid(String problem) {
    return new InvalidInputException("event cannot be used", List.of(problem));
  }

  /** The envelope as a stream. */
  InputStream envelope() {
    return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
  }
}
