package dev.ecsinventory.model;

import java.util.OptionalDouble;

/**
 * The number of task sets with each {@link ComplianceStatus}.
 *
 * @param unknown task sets whose tags could not be read; they are in no share
 * @param notEvaluated task sets without an applicable rule; they are in no share either
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

  /** The number of compliant and non-compliant task sets. */
  public int evaluated() {
    return compliant + nonCompliant;
  }

  public int all() {
    return evaluated() + unknown + notEvaluated;
  }

  /**
   * The share of compliant task sets among the compliant and non-compliant ones, from 0 to 1; empty
   * if there are none.
   */
  public OptionalDouble share() {
    return evaluated() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) compliant / evaluated());
  }
}
