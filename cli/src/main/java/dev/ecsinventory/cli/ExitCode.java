package dev.ecsinventory.cli;

import dev.ecsinventory.model.SnapshotStatus;
import picocli.CommandLine;

/** What the program exits with; scripts rely on it. */
public enum ExitCode {
  COMPLETE(CommandLine.ExitCode.OK),
  FAILED(CommandLine.ExitCode.SOFTWARE),
  /** Usage, settings or an input that cannot be used. Nothing was done. */
  BAD_INPUT(CommandLine.ExitCode.USAGE),
  /** Not everything was read, or nothing was evaluated. */
  PARTIAL(3),
  /** At least one task set breaks the tag policy, and no waiver says that it may. */
  NON_COMPLIANT(4),
  /** {@code verify} found contradictions; takes precedence over {@link #PARTIAL}. */
  FINDINGS(5);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  static ExitCode of(SnapshotStatus status) {
    return switch (status) {
      case COMPLETE -> COMPLETE;
      case PARTIAL -> PARTIAL;
      case FAILED -> FAILED;
    };
  }
}
