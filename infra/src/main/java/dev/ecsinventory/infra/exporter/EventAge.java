package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.settings.Schedule;
import software.amazon.awscdk.Duration;

/** The maximum age of an event. */
final class EventAge {
  /** Three runs that use all of their time, and the minutes that Lambda waits between them. */
  private static final long MIN_SECONDS = 60 * 60;

  /** Lambda's limit; Scheduler's is longer. */
  private static final long MAX_SECONDS = 6 * 60 * 60;

  private EventAge() {}

  /**
   * One period, after which the next event takes a newer snapshot, but long enough for all runs of
   * a snapshot.
   */
  static Duration of(Schedule schedule) {
    return Duration.seconds(
        Math.clamp(schedule.longestGap().toSeconds(), MIN_SECONDS, MAX_SECONDS));
  }
}
