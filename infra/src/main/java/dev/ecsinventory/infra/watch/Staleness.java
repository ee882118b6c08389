package dev.ecsinventory.infra.watch;

import dev.ecsinventory.infra.context.Schedule;
import java.time.Duration;

/**
 * How the alarm sees that no complete snapshot was made for two periods of the schedule.
 *
 * @param periodSeconds length of one data point
 * @param points how many empty data points in a row make the alarm
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">
 *     PutMetricAlarm</a>, whose limits on periods this keeps
 */
record Staleness(int periodSeconds, int points) {
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  /** A data point as long as the schedule's gap, or hours where that would be too long for one. */
  static Staleness of(Schedule schedule) {
    long gap = schedule.longestGap().toSeconds();
    return gap <= DAY
        ? new Staleness((int) gap, 2)
        : new Staleness((int) HOUR, (int) Math.ceilDiv(2 * gap, HOUR));
  }
}
