package dev.ecsinventory.config;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import java.io.InputStream;
import java.time.InstantSource;

/**
 * The snapshot that an event requests. Its time and identity come from the event alone, so that a
 * retry of the event writes the same keys.
 */
public record SnapshotRequest(SnapshotId id, Scope scope) {
  public SnapshotRequest {
    requireNonNull(id, "id is null");
    requireNonNull(scope, "scope is null");
  }

  /**
   * Reads EventBridge's envelope. {@code time} is required and {@code detail} may narrow the scope;
   * the other keys are EventBridge's own and are ignored.
   *
   * @param clock the current time; the event's time may be at most five minutes later
   * @throws InvalidInputException naming every key that is missing, unknown or impossible
   * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">
   *     EventBridge event structure</a>
   */
  public static SnapshotRequest read(InputStream event, Settings settings, InstantSource clock) {
    return new EventReader(settings, clock).read(event);
  }
}
