package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The interval in which a target was read, by the clock of the process that read it. A resource
 * that another snapshot observed after {@code start} is not marked deleted, even if this read did
 * not find it.
 *
 * @param start not after the first call
 * @param end not before the last one
 */
public record ReadSpan(Instant start, Instant end) {
  public ReadSpan {
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("ends at %s, before %s".formatted(end, start));
    }
  }

  /** The interval of a listing, for which only the start is relevant. */
  public static ReadSpan since(Instant start) {
    return new ReadSpan(start, start);
  }
}
