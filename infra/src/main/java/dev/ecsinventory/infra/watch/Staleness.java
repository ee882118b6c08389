package dev.ecsinventory.infra.watch;

import dev.ecsinventory.settings.Schedule;
import java.time.Duration;

/**
 * The parameters with which the alarm detects that there is no complete snapshot in the last two
 * periods of the schedule: in every data point of that time, the newest snapshot is too old, or the
 * data point is missing because no run ended.
 *
 * <p>Each run reports the age. Immediately after a COMPLETE snapshot it equals the duration of the
 * run. A run without a COMPLETE snapshot reports at least the time since the previous run, the
 * shortest gap.
 *
 * @param periodSeconds length of one data point
 * @param points number of consecutive data points that raise the alarm
 * @param oldestSeconds the smallest age that is too old
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">
 *     PutMetricAlarm</a>, whose limits on periods apply
 */
record Staleness(int periodSeconds, int points, long oldestSeconds) {
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  /** The maximum duration of a run, which is Lambda's limit. */
  private static final long LONGEST_RUN = Duration.ofMinutes(15).toSeconds();

  /** Data points of the length of the schedule's gap, or of one hour if that is too long. */
  static Staleness of(Schedule schedule) {
    long gap = schedule.longestGap().toSeconds();
    long oldest = Math.max(schedule.shortestGap().toSeconds(), LONGEST_RUN);
    return gap <= DAY
        ? new Staleness((int) gap, 2, oldest)
        : new Staleness((int) HOUR, (int) Math.ceilDiv(2 * gap, HOUR), oldest);
  }
}
