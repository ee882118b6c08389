package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a snapshot, derived from its event alone: a retry of the event has the same
 * identity.
 *
 * @param time the event's time in UTC, in seconds, the precision of EventBridge
 * @param scopeHash eight hex digits of the scope's SHA-256 when the event narrows the scope
 */
public record SnapshotId(Instant time, Optional<String> scopeHash) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The first accepted time; days before it cannot be indexed. */
  public static final Instant FIRST = Instant.EPOCH;

  private static final Pattern TEXT = Pattern.compile("(\\d{8}T\\d{6}Z)(?:-([0-9a-f]{8}))?");

  public SnapshotId {
    requireNonNull(time, "time is null");
    requireNonNull(scopeHash, "scopeHash is null");
    if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("time has a fraction of a second: " + time);
    }
    if (time.isBefore(FIRST)) {
      throw new IllegalArgumentException("time is before " + FIRST + ": " + time);
    }
    scopeHash.ifPresent(
        hash -> {
          if (!hash.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("scopeHash is not eight hex digits: " + hash);
          }
        });
  }

  /** The identity of an event at {@code time}, which is truncated to seconds. */
  public static SnapshotId at(Instant time, Optional<String> scopeHash) {
    return new SnapshotId(time.truncatedTo(ChronoUnit.SECONDS), scopeHash);
  }

  /**
   * The identity whose {@link #value} is {@code value}.
   *
   * @throws IllegalArgumentException when {@code value} is no snapshot ID
   */
  public static SnapshotId parse(String value) {
    return ofText(value)
        .orElseThrow(() -> new IllegalArgumentException("not a snapshot id: " + value));
  }

  /** {@code uuuuMMdd'T'HHmmss'Z'}, and {@code -} and the scope's hash when there is one. */
  public String value() {
    return FORMAT.format(time) + scopeHash.map(hash -> "-" + hash).orElse("");
  }

  /** The UTC day of the event's time: the value of the {@code dt} partition. */
  public LocalDate day() {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** Parses the text that {@link #value} returns; empty for any other text. */
  public static Optional<SnapshotId> ofText(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SnapshotId(
              FORMAT.parse(matcher.group(1), Instant::from),
              Optional.ofNullable(matcher.group(2))));
    } catch (DateTimeParseException | IllegalArgumentException notATime) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value();
  }
}
