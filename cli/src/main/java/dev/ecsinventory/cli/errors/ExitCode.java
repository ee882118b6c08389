package dev.ecsinventory.cli.errors;

import dev.ecsinventory.model.SnapshotStatus;
import picocli.CommandLine;

/** The exit codes of the program, on which scripts rely. */
public enum ExitCode {
  COMPLETE(CommandLine.ExitCode.OK),
  FAILED(CommandLine.ExitCode.SOFTWARE),
  /** Invalid usage, settings or input. Nothing was done. */
  BAD_INPUT(CommandLine.ExitCode.USAGE),
  /** A part was not read, or nothing was evaluated. */
  PARTIAL(3),
  /** At least one task set violates the tag policy without a waiver. */
  NON_COMPLIANT(4),
  /**
   * {@code verify} found contradictions, {@code doctor} or {@code policy lint} found problems, or
   * {@code diff} found differences; takes precedence over {@link #PARTIAL}.
   */
  FINDINGS(5);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  /** The exit code of a command that takes a snapshot. */
  public static ExitCode of(SnapshotStatus status) {
    return switch (status) {
      case COMPLETE -> COMPLETE;
      case PARTIAL -> PARTIAL;
      case FAILED -> FAILED;
    };
  }
}
