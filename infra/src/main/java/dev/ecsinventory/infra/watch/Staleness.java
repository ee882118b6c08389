package dev.ecsinventory.infra.watch;

import dev.ecsinventory.infra.context.Schedule;
import java.time.Duration;

/**
 * How the alarm sees that there is no complete snapshot of the last two periods of the schedule: in
 * every data point of that time, the newest one is too old, or the data point is missing because no
 * run ended.
 *
 * <p>Each run reports the age. Right after a COMPLETE snapshot it is as long as the run took. A run
 * that takes none reports at least the time since the run before it, the shortest gap.
 *
 * @param periodSeconds length of one data point
 * @param points how many data points in a row make the alarm
 * @param oldestSeconds the least age that is too old
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">
 *     PutMetricAlarm</a>, whose limits on periods this keeps
 */
record Staleness(int periodSeconds, int points, long oldestSeconds) {
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  /** A run may take that long, which is Lambda's limit. */
  private static final long LONGEST_RUN = Duration.ofMinutes(15).toSeconds();

  /** A data point as long as the schedule's gap, or hours where that would be too long for one. */
  static Staleness of(Schedule schedule) {
    long gap = schedule.longestGap().toSeconds();
    long oldest = Math.max(schedule.shortestGap().toSeconds(), LONGEST_RUN);
    return gap <= DAY
        ? new Staleness((int) gap, 2, oldest)
        : new Staleness((int) HOUR, (int) Math.ceilDiv(2 * gap, HOUR), oldest);
  }
}
