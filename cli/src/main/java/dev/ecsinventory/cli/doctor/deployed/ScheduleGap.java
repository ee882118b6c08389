package dev.ecsinventory.cli.doctor.deployed;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The longest time between two runs of a schedule. */
public final class ScheduleGap {
  /** The longest gap that a deployment accepts. */
  public static final Duration LONGEST = Duration.ofHours(84);

  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)s?\\)");

  private ScheduleGap() {}

  /** The gap of a rate; for a cron expression, the longest one that a deployment accepts. */
  public static Duration longest(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      return LONGEST;
    }
    long count = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(count);
      case "hour" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
