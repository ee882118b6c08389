package dev.ecsinventory.compact;

/**
 * What compaction came to.
 *
 * @param days that were merged
 * @param failed days that could not be merged, and will be tried again by the next run
 */
public record CompactionCount(int days, int failed) {
  /** Nothing was to be done, or there was no time to begin. */
  public static final CompactionCount NONE = new CompactionCount(0, 0);

  CompactionCount plus(CompactionCount other) {
    return new CompactionCount(days + other.days, failed + other.failed);
  }
}
