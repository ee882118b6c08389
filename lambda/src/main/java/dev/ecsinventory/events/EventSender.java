package dev.ecsinventory.events;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.failure.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Sends batches to the default event bus. Only entries that the bus rejected are sent again: a call
 * that failed may have been accepted, and an event is sent at most once.
 */
final class EventSender {
  private static final int MAX_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

  private final Supplier<EventBridgeClient> clients;
  private EventBridgeClient client;

  /** Calls {@code clients} when there is an event to send. */
  EventSender(Supplier<EventBridgeClient> clients) {
    this.clients = requireNonNull(clients, "clients is null");
  }

  EventCount send(List<ComplianceEvent> batch) {
    if (client == null) {
      client = clients.get();
    }
    List<ComplianceEvent> left = batch;
    String reason = "";
    for (int tries = 0; tries < MAX_TRIES && !left.isEmpty(); tries++) {
      pause(tries);
      try {
        Rejections rejections = put(left);
        left = rejections.events();
        reason = rejections.reason();
      } catch (SdkException failure) {
        reason = "%s (%s)".formatted(Failures.message(failure), Failures.code(failure));
        if (!isThrottling(failure)) {
          break;
        }
      }
    }
    for (ComplianceEvent lost : left) {
      LOG.error(
          "the event of {} becoming {} was not sent: {}",
          lost.taskSetArn(),
          lost.current(),
          reason);
    }
    return new EventCount(batch.size() - left.size(), left.size());
  }

  private Rejections put(List<ComplianceEvent> events) {
    List<PutEventsResultEntry> results =
        client
            .putEvents(put -> put.entries(events.stream().map(ComplianceEvent::entry).toList()))
            .entries();
    List<ComplianceEvent> rejected = new ArrayList<>();
    String reason = "";
    for (int index = 0; index < events.size(); index++) {
      PutEventsResultEntry result = results.get(index);
      if (result.errorCode() != null) {
        rejected.add(events.get(index));
        reason = "%s (%s)".formatted(result.errorMessage(), result.errorCode());
      }
    }
    return new Rejections(rejected, reason);
  }

  private static boolean isThrottling(SdkException failure) {
    return failure instanceof SdkServiceException response && response.isThrottlingException();
  }

  private static void pause(int tries) {
    if (tries == 0) {
      return;
    }
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (tries - 1)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending events", interrupted);
    }
  }

  /** The events that the bus rejected, and its last reason. */
  private record Rejections(List<ComplianceEvent> events, String reason) {}
}
