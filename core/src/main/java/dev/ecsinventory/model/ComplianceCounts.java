package dev.ecsinventory.model;

import java.util.OptionalDouble;

/**
 * How many task sets have each {@link ComplianceStatus}.
 *
 * @param unknown task sets whose tags could not be read; they are in no share
 * @param notEvaluated task sets that no rule is about; they are in no share either
 */
public record ComplianceCounts(int compliant, int nonCompliant, int unknown, int notEvaluated) {
  public static final ComplianceCounts NONE = new ComplianceCounts(0, 0, 0, 0);

  /** One task set. */
  public static ComplianceCounts of(ComplianceStatus status) {
    return switch (status) {
      case COMPLIANT -> new ComplianceCounts(1, 0, 0, 0);
      case NON_COMPLIANT -> new ComplianceCounts(0, 1, 0, 0);
      case UNKNOWN -> new ComplianceCounts(0, 0, 1, 0);
      case NOT_EVALUATED -> new ComplianceCounts(0, 0, 0, 1);
    };
  }

  public ComplianceCounts plus(ComplianceCounts other) {
    return new ComplianceCounts(
        compliant + other.compliant,
        nonCompliant + other.nonCompliant,
        unknown + other.unknown,
        notEvaluated + other.notEvaluated);
  }

  /** How many there is a compliance status on. */
  public int evaluated() {
    return compliant + nonCompliant;
  }

  public int all() {
    return evaluated() + unknown + notEvaluated;
  }

  /**
   * Compliant task sets among those there is a compliance status on, from 0 to 1; empty without
   * any.
   */
  public OptionalDouble share() {
    return evaluated() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) compliant / evaluated());
  }
}
