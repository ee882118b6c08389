package dev.ecsinventory.infra.athena;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that is behind, so that what is to count some minutes from now counts for the engine, and
 * on which more than the seconds pass that a late snapshot waits for, whenever somebody looks.
 */
final class MergingClock extends Clock {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(6);

  private Instant now = Instant.now().minus(Duration.ofHours(20));

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    now = now.plus(BETWEEN_LOOKS);
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a test asks for no other zone");
  }
}
