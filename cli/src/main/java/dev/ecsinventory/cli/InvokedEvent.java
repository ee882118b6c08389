package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.SnapshotRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An event on the command line, where a user can send an old one by mistake. */
final class InvokedEvent {
  /**
   * ECS reports only its current state: the snapshot of an old event would describe the wrong day.
   */
  static final Duration MAX_AGE = Duration.ofHours(24);

  /** As strict as the function, which reports the problems of the event. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private InvokedEvent() {}

  /** An event with the full scope at {@code now}, truncated to seconds. */
  static byte[] at(Instant now) {
    return withTime(MAPPER.createObjectNode(), now);
  }

  /**
   * {@code event} with the time {@code now}; an event that is no JSON object is returned unchanged.
   */
  static byte[] at(Instant now, byte[] event) {
    requireNonNull(event, "event is null");
    try {
      JsonNode envelope = MAPPER.readTree(event);
      return envelope instanceof ObjectNode object ? withTime(object, now) : event;
    } catch (JacksonException malformed) {
      return event;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] withTime(ObjectNode envelope, Instant now) {
    envelope.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Rejects an event that is older than {@link #MOST_AGE}.
   *
   * @throws InvalidInputException naming the time, the clock and the accepted times
   */
  static void rejectOld(SnapshotRequest request, Instant now) {
    rejectOld(
        "time",
        request,
        now,
        ". Use --now for the current time, or --backfill to store the current state of ECS under"
            + " the event's time");
  }

  /** Rejects a time that is too old, which {@code argument} names. */
  static void rejectOld(String argument, SnapshotRequest request, Instant now) {
    rejectOld(argument, request, now, "");
  }

  private static void rejectOld(
      String argument, SnapshotRequest request, Instant now, String remedy) {
    Instant time = request.id().time();
    Instant earliest = now.minus(MAX_AGE).truncatedTo(ChronoUnit.SECONDS);
    if (time.isBefore(earliest)) {
      throw new InvalidInputException(
          "event cannot be used",
          List.of(
              "%s: %s is more than %d hours ago: the clock reads %s; accepted are times from %s on%s"
                  .formatted(
                      argument,
                      time,
                      MAX_AGE.toHours(),
                      now.truncatedTo(ChronoUnit.SECONDS),
                      earliest,
                      remedy)));
    }
  }
}
