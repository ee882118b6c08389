package dev.ecsinventory.model;

/** How much of the requested scope a snapshot contains. */
public enum SnapshotStatus {
  /** All of it: {@code read_failures} has no row. */
  COMPLETE,
  /** A part of it: each missing part has a row in {@code read_failures}. */
  PARTIAL,
  /** None of it. Such a snapshot is never committed. */
  FAILED
}
