package dev.ecsinventory.format;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Timestamps in JSON: {@code yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}. They are written digit by digit,
 * because every row has several, and a formatter takes longer for each than everything else in the
 * row.
 */
public final class TimestampText {
  /** For years without four digits. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int LENGTH = "2026-01-15T06:00:00.000Z".length();
  private static final int LAST_PLAIN_YEAR = 9999;
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  private TimestampText() {}

  /** A timestamp outside JSON, in the same form. */
  public static String text(Instant instant) {
    return new String(of(instant));
  }

  static char[] of(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > LAST_PLAIN_YEAR) {
      return FORMAT.format(instant).toCharArray();
    }
    char[] text = new char[LENGTH];
    put(text, 0, 4, time.getYear());
    text[4] = '-';
    put(text, 5, 2, time.getMonthValue());
    text[7] = '-';
    put(text, 8, 2, time.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 2, time.getHour());
    text[13] = ':';
    put(text, 14, 2, time.getMinute());
    text[16] = ':';
    put(text, 17, 2, time.getSecond());
    text[19] = '.';
    put(text, 20, 3, time.getNano() / NANOS_OF_A_MILLI);
    text[23] = 'Z';
    return text;
  }

  /** Writes a number with a fixed number of digits, leading zeros included. */
  private static void put(char[] text, int start, int digits, int number) {
    int rest = number;
    for (int index = start + digits - 1; index >= start; index--) {
      text[index] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
