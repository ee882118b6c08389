package dev.ecsinventory.handler;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.SnapshotRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts the execution of a state machine that takes a snapshot. The execution has the name of the
 * snapshot, so that a repeated delivery of the event starts no second one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">
 *     StartExecution</a>
 */
final class ExecutionStart {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionStart.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SfnClient client;
  private final String stateMachine;

  ExecutionStart(SfnClient client, String stateMachine) {
    this.client = requireNonNull(client, "client is null");
    this.stateMachine = requireNonNull(stateMachine, "stateMachine is null");
  }

  /**
   * Starts the execution unless it was started before.
   *
   * @return the response of the function
   */
  byte[] start(SnapshotRequest request, byte[] event) {
    ObjectNode response = MAPPER.createObjectNode();
    response.put("execution", request.id().value());
    response.put("started", start(request.id().value(), input(event)));
    return bytes(response);
  }

  private boolean start(String name, String input) {
    try {
      client.startExecution(
          execution -> execution.stateMachineArn(stateMachine).name(name).input(input));
      return true;
    } catch (ExecutionAlreadyExistsException exists) {
      LOG.info("execution {} of {} was started before", name, stateMachine);
      return false;
    }
  }

  /**
   * The parts of the envelope that define the snapshot. The other parts differ in a repeated
   * delivery, and a name with another input cannot be used again while the execution runs.
   */
  private static String input(byte[] event) {
    try {
      JsonNode envelope = MAPPER.readTree(event);
      ObjectNode input = MAPPER.createObjectNode();
      input.set("time", envelope.path("time"));
      input.set("detail", envelope.has("detail") ? envelope.path("detail") : input.objectNode());
      return input.toString();
    } catch (IOException parsedBefore) {
      throw new UncheckedIOException(parsedBefore);
    }
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
