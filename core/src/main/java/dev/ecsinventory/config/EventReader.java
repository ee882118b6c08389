package dev.ecsinventory.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.SnapshotId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a {@link SnapshotRequest} from an event, collecting every problem. */
final class EventReader {
  private static final List<String> DETAIL_KEYS =
      List.of("accounts", "regions", "clusters", "services", "taskSets");

  /**
   * How far an event's time may be ahead of the clock. Clocks differ by seconds; a snapshot with a
   * future time would keep every later one from updating the table until its time passes.
   */
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /** The position of the Region among an ARN's parts. */
  private static final int ARN_REGION = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final Settings settings;
  private final Instant now;
  private final Problems problems = new Problems();

  EventReader(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  SnapshotRequest read(InputStream event) {
    JsonNode envelope = parse(event);
    Optional<Instant> time = time(envelope.path("time"));
    Scope scope = scope(envelope.path("detail"));
    problems.rejectIfAny("event cannot be used");
    return new SnapshotRequest(SnapshotId.at(time.orElseThrow(), scope.hash()), scope);
  }

  private static JsonNode parse(InputStream event) {
    JsonNode envelope;
    try {
      envelope = MAPPER.readTree(event);
    } catch (JacksonException malformed) {
      throw new InvalidInputException(
          "event cannot be used", List.of("it is not JSON: " + JsonProblem.of(malformed)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    if (envelope == null || !envelope.isObject()) {
      throw new InvalidInputException(
          "event cannot be used",
          List.of("it is not a JSON object: EventBridge's envelope is one"));
    }
    return envelope;
  }

  private Optional<Instant> time(JsonNode time) {
    if (time.isMissingNode()) {
      problems.add("time is missing; it must be the event's time, such as 2026-01-15T06:00:00Z");
      return Optional.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(time.asText()).toInstant();
      rejectPast(time, instant);
      rejectFuture(time, instant);
      return Optional.of(instant);
    } catch (DateTimeParseException malformed) {
      problems.add(
          "time: %s is not an ISO 8601 time with a zone, such as 2026-01-15T06:00:00Z"
              .formatted(time));
      return Optional.empty();
    }
  }

  private void rejectPast(JsonNode text, Instant time) {
    if (time.isBefore(SnapshotId.FIRST)) {
      problems.add(
          "time: %s is too early; accepted are times from %s on".formatted(text, SnapshotId.FIRST));
    }
  }

  private void rejectFuture(JsonNode text, Instant time) {
    Instant latest = now.plus(MAX_AHEAD);
    if (time.isAfter(latest)) {
      problems.add(
          "time: %s is in the future: the clock reads %s; accepted are times up to %s, which is %d minutes ahead of it"
              .formatted(text, now, latest, MAX_AHEAD.toMinutes()));
    }
  }

  private Scope scope(JsonNode detail) {
    if (detail.isMissingNode() || detail.isNull()) {
      return Scope.EVERYTHING;
    }
    if (!detail.isObject()) {
      problems.add("detail: %s is not an object".formatted(detail));
      return Scope.EVERYTHING;
    }
    detail
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!DETAIL_KEYS.contains(key)) {
                problems.add(
                    "detail.%s is not a key that narrows a scope; accepted are %s"
                        .formatted(key, String.join(", ", DETAIL_KEYS)));
              }
            });
    List<String> regions = strings(detail, "regions", this::regionProblem);
    return new Scope(
        strings(detail, "accounts", EventReader::accountProblem),
        regions,
        globs(detail, "clusters", "cluster", regions),
        globs(detail, "services", "service", regions),
        globs(detail, "taskSets", "task-set", regions));
  }

  private static Optional<String> accountProblem(String account) {
    return account.matches("[0-9]{12}")
        ? Optional.empty()
        : Optional.of("is not an account id of twelve digits");
  }

  private Optional<String> regionProblem(String region) {
    return settings.regions().contains(region)
        ? Optional.empty()
        : Optional.of(
            "is not a region of %s; accepted are %s"
                .formatted(Settings.REGIONS, String.join(", ", settings.regions())));
  }

  /** A selector that matches none of the Regions to read would read nothing. */
  private Optional<String> arnRegionProblem(String region, List<String> narrowed) {
    List<String> read = narrowed.isEmpty() ? settings.regions() : narrowed;
    return read.stream().anyMatch(new Glob(region)::matches)
        ? Optional.empty()
        : Optional.of(
            "is in the Region %s, which is not read; %s has %s"
                .formatted(
                    region,
                    narrowed.isEmpty() ? Settings.REGIONS : "detail.regions",
                    String.join(", ", read)));
  }

  private List<Glob> globs(JsonNode detail, String key, String type, List<String> regions) {
    return strings(detail, key, text -> selectorProblem(text, type, regions)).stream()
        .map(Glob::new)
        .toList();
  }

  private Optional<String> selectorProblem(String text, String type, List<String> regions) {
    if (text.startsWith("arn:")) {
      return text.matches("arn:[^:]+:ecs:[^:]+:[^:]+:" + type + "/.+")
          ? arnRegionProblem(text.split(":")[ARN_REGION], regions)
          : Optional.of("is not the ARN of a " + type);
    }
    return text.matches("[A-Za-z0-9_*?/-]+")
        ? Optional.empty()
        : Optional.of(
            "is not a name, an ARN or a glob; names have letters, digits, - and _, globs * and ?");
  }

  private List<String> strings(
      JsonNode detail, String key, Function<String, Optional<String>> check) {
    JsonNode list = detail.path(key);
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.isEmpty()) {
      problems.add("detail.%s: %s is not a list of one or more strings".formatted(key, list));
      return List.of();
    }
    Set<String> strings = new LinkedHashSet<>();
    for (JsonNode item : list) {
      Optional<String> problem =
          item.isTextual() && !item.textValue().isBlank()
              ? check.apply(item.textValue())
              : Optional.of("is not a string with something in it");
      problem.ifPresentOrElse(
          what -> problems.add("detail.%s: %s %s".formatted(key, item, what)),
          () -> strings.add(item.textValue()));
    }
    return List.copyOf(strings);
  }
}
