package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest version of a resource, as its digest records it: writing the next version sets the
 * expiry of this one.
 *
 * @param recorded false in a digest that an earlier version wrote: the table must be queried
 * @param time of the snapshot that wrote the version; empty when there is none
 */
record NewestVersion(boolean recorded, Optional<Instant> time) {
  static final NewestVersion UNRECORDED = new NewestVersion(false, Optional.empty());

  static final NewestVersion NONE = new NewestVersion(true, Optional.empty());

  private static final String NONE_TEXT = "-";

  /** Six digits until 2038, to keep digests small, because they are read at every snapshot. */
  private static final int RADIX = 36;

  NewestVersion {
    requireNonNull(time, "time is null");
  }

  static NewestVersion at(Instant time) {
    return new NewestVersion(true, Optional.of(time));
  }

  /** Reads what {@link #text} returned. */
  static NewestVersion parse(String text) {
    return switch (text) {
      case "" -> UNRECORDED;
      case NONE_TEXT -> NONE;
      default -> at(Instant.ofEpochSecond(Long.parseLong(text, RADIX)));
    };
  }

  String text() {
    if (!recorded) {
      return "";
    }
    return time.map(at -> Long.toString(at.getEpochSecond(), RADIX)).orElse(NONE_TEXT);
  }
}
