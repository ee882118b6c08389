package dev.ecsinventory.cli.snapshots;

/** How a command writes its result. */
public enum OutputFormat {
  /** For people: at most 80 columns. */
  TABLE,
  JSON
}
