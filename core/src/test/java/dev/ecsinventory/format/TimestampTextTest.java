package dev.ecsinventory.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {
  private static final DateTimeFormatter FORMATTER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-15T06:00:00Z",
        "2024-02-29T23:59:59.999999Z",
        "1969-12-31T23:59:59.001Z",
        "0000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00.5Z",
        "-0001-12-31T00:00:00Z"
      })
  void writesTheTextOfAFormatter(Instant instant) {
    assertEquals(FORMATTER.format(instant), TimestampText.text(instant));
  }

  @Property
  void writesEveryMillisecondLikeAFormatter(
      @ForAll @LongRange(min = -99_999_999_999_999L, max = 999_999_999_999_999L) long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    assertEquals(FORMATTER.format(instant), TimestampText.text(instant));
  }
}
