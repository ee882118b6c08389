package dev.ecsinventory.cli.past;

import dev.ecsinventory.model.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times and durations as a user gives and reads them. */
public final class TimeText {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,6})([smhd])");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private TimeText() {}

  /** A duration in at most two units, such as {@code 3 h 12 min}. */
  public static String of(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return duration.toMinutes() + " min";
    }
    return duration.compareTo(Duration.ofDays(2)) < 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
  }

  /** Reads a time in ISO 8601 with its offset, or the time of a snapshot ID. */
  public static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return SnapshotId.ofText(text).map(SnapshotId::time).orElseGet(() -> parse(text));
    }

    private static Instant parse(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException malformed) {
        throw new TypeConversionException(
            "\"%s\" is no time; accepted: 2026-01-15T06:00:00Z, 2026-01-15T07:00:00+01:00 or a"
                    .formatted(text)
                + " snapshot ID");
      }
    }
  }

  /** Reads a duration such as {@code 90m}. */
  public static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "\"%s\" is no duration; accepted: 45s, 90m, 6h or 2d".formatted(text));
      }
      return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }
  }
}
