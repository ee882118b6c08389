package dev.ecsinventory.compact;

/**
 * The result of a compaction.
 *
 * @param days number of compacted days, counted per dataset
 * @param failed number of days that could not be compacted; the next run tries them again
 */
public record CompactionCount(int days, int failed) {
  /** Nothing was compacted, for lack of work or time. */
  public static final CompactionCount NONE = new CompactionCount(0, 0);

  /** One day failed. */
  public static final CompactionCount FAILED = new CompactionCount(0, 1);

  /** The sum of both. */
  public CompactionCount plus(CompactionCount other) {
    return new CompactionCount(days + other.days, failed + other.failed);
  }
}
