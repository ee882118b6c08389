package dev.ecsinventory.config;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.FileFormat;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The retention of data files by the bucket's lifecycle, in days.
 *
 * @param jsonDays of JSON Lines; empty when they do not expire or when that is not known
 * @param parquetDays of Parquet; empty when it does not expire or when that is not known
 */
public record Retention(Optional<Integer> jsonDays, Optional<Integer> parquetDays) {
  /** The retention is not known. */
  public static final Retention UNKNOWN = new Retention(Optional.empty(), Optional.empty());

  /** The longest gap that a schedule leaves between two runs. */
  private static final int LONGEST_GAP_DAYS = 4;

  public Retention {
    requireNonNull(jsonDays, "jsonDays is null");
    requireNonNull(parquetDays, "parquetDays is null");
  }

  /**
   * The days whose data files queries may read on {@code today}. A day leaves the indexes before
   * the lifecycle deletes its files, with a margin for the next run; a short retention has a
   * smaller margin.
   */
  public LiveDays on(LocalDate today) {
    return new LiveDays(
        jsonDays.map(days -> first(days, today)), parquetDays.map(days -> first(days, today)));
  }

  private static LocalDate first(int days, LocalDate today) {
    return today.minusDays(days - Math.min(LONGEST_GAP_DAYS, days / 10)).plusDays(1);
  }

  /** The first day of each format that has not expired; empty when none expires. */
  public record LiveDays(Optional<LocalDate> json, Optional<LocalDate> parquet) {
    /** None expires, or it is not known. */
    public static final LiveDays UNKNOWN = new LiveDays(Optional.empty(), Optional.empty());

    public LiveDays {
      requireNonNull(json, "json is null");
      requireNonNull(parquet, "parquet is null");
    }

    /** These days; for a format of which none is known to expire, those of {@code other}. */
    public LiveDays or(LiveDays other) {
      return new LiveDays(json.or(other::json), parquet.or(other::parquet));
    }

    /** The first day of {@code format}; empty when none expires, or when that is not known. */
    public Optional<LocalDate> first(FileFormat format) {
      return switch (format) {
        case JSON -> json;
        case PARQUET -> parquet;
      };
    }

    /** Whether a day has not expired; true if the retention is not known. */
    public boolean contains(FileFormat format, LocalDate day) {
      return first(format).map(first -> !day.isBefore(first)).orElse(true);
    }
  }
}
