package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.infra.context.Schedule;
import software.amazon.awscdk.Duration;

/** How old an event may be and still be worth a run. */
final class EventAge {
  private static final long LEAST_SECONDS = 60;

  /** Lambda's limit; Scheduler's is longer. */
  private static final long MOST_SECONDS = 6 * 60 * 60;

  private EventAge() {}

  /** One period: after that the next event takes a newer snapshot anyway. */
  static Duration of(Schedule schedule) {
    return Duration.seconds(
        Math.clamp(schedule.longestGap().toSeconds(), LEAST_SECONDS, MOST_SECONDS));
  }
}
