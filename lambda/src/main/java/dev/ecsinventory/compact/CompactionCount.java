package dev.ecsinventory.compact;

/**
 * The result of a compaction.
 *
 * @param days that were compacted, each dataset's counted
 * @param failed days that could not be compacted; the next run tries them again
 */
public record CompactionCount(int days, int failed) {
  /** There was nothing to do, or no time. */
  public static final CompactionCount NONE = new CompactionCount(0, 0);

  /** One day failed. */
  public static final CompactionCount FAILED = new CompactionCount(0, 1);

  /** Both together. */
  public CompactionCount plus(CompactionCount other) {
    return new CompactionCount(days + other.days, failed + other.failed);
  }
}
