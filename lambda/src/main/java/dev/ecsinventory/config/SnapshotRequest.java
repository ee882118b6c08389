package dev.ecsinventory.config;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import java.io.InputStream;

/**
 * The snapshot that an event asks for. All of its time and identity come from the event, so that a
 * retry of the event writes the same keys.
 */
public record SnapshotRequest(SnapshotId id, Scope scope) {
  public SnapshotRequest {
    requireNonNull(id, "id is null");
    requireNonNull(scope, "scope is null");
  }

  /**
   * Reads EventBridge's envelope. Of it, {@code time} is needed and {@code detail} may narrow the
   * scope; the other keys are EventBridge's own and are not looked at.
   *
   * @throws InvalidInputException naming every key that is missing, unknown or impossible
   * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">
   *     EventBridge event structure</a>
   */
  public static SnapshotRequest read(InputStream event, Settings settings) {
    return new EventReader(settings).read(event);
  }
}
