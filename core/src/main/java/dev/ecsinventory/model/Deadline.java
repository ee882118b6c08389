package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time after which no new work begins, so that work in progress ends in time. */
public final class Deadline {
  /** No deadline, for the command line. */
  public static final Deadline NONE = new Deadline(Clock.systemUTC(), Optional.empty());

  private final Clock clock;
  private final Optional<Instant> end;

  private Deadline(Clock clock, Optional<Instant> end) {
    this.clock = requireNonNull(clock, "clock is null");
    this.end = requireNonNull(end, "end is null");
  }

  public static Deadline in(Duration time, Clock clock) {
    return new Deadline(clock, Optional.of(clock.instant().plus(time)));
  }

  /** The earlier one of this and {@code time} from now. */
  public Deadline within(Duration time) {
    Instant other = clock.instant().plus(time);
    return new Deadline(clock, end.filter(own -> own.isBefore(other)).or(() -> Optional.of(other)));
  }

  public boolean hasPassed() {
    return end.isPresent() && !clock.instant().isBefore(end.get());
  }

  /** The remaining time, at least one millisecond; empty without a deadline. */
  public Optional<Duration> left() {
    return end.map(
        instant -> {
          Duration left = Duration.between(clock.instant(), instant);
          return left.isPositive() ? left.plusMillis(1) : Duration.ofMillis(1);
        });
  }
}
