package dev.ecsinventory.cli.snapshots;

/** The format of a command's result. */
public enum OutputFormat {
  /** For people: at most 80 columns. */
  TABLE,
  JSON
}
