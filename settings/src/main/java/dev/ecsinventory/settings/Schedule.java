package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schedule of snapshots.
 *
 * @param expression a rate or a cron expression of EventBridge Scheduler
 * @param timeZone the IANA time zone of a cron expression
 * @param longestGap the longest time between two runs; the period of the staleness alarm
 * @param shortestGap the shortest time between two runs; a COMPLETE snapshot that is older was
 *     followed by a run without one
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
public record Schedule(
    String expression, String timeZone, Duration longestGap, Duration shortestGap) {
  /**
   * Half of the seven days that a CloudWatch alarm can evaluate: with a longer gap, no alarm could
   * report that snapshots have stopped.
   */
  public static final Duration MAX_GAP = Duration.ofHours(84);

  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9][0-9]{0,5}) (minute|hour|day)(s?)\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");

  public Schedule {
    requireNonNull(expression, "expression is null");
    requireNonNull(timeZone, "timeZone is null");
    requireNonNull(longestGap, "longestGap is null");
    requireNonNull(shortestGap, "shortestGap is null");
    if (longestGap.compareTo(MAX_GAP) > 0) {
      throw new IllegalArgumentException("leaves " + longestGap.toHours() + " hours without a run");
    }
  }

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException with the problem
   */
  public static Schedule parse(String expression, String timeZone) {
    Matcher cron = CRON.matcher(expression);
    if (!cron.matches()) {
      Duration rate = rate(expression);
      return new Schedule(expression, timeZone, rate, rate);
    }
    CronExpression parsed = CronExpression.parse(cron.group(1));
    return new Schedule(expression, timeZone, parsed.longestGap(), parsed.shortestGap());
  }

  private static Duration rate(String expression) {
    Matcher rate = RATE.matcher(expression);
    // Scheduler rejects "rate(1 hours)" and "rate(2 hour)".
    if (!rate.matches() || (Integer.parseInt(rate.group(1)) == 1) != rate.group(3).isEmpty()) {
      throw new IllegalArgumentException("is not a schedule");
    }
    int value = Integer.parseInt(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(value);
      case "hour" -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }
}
