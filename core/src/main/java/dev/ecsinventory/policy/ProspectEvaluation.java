package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The compliance of a task set that a request would create.
 *
 * @param violations the violations, regardless of the values that are not known
 * @param undecided the rules whose result depends on those values
 * @param requiresTag whether a rule that requires a tag is, or may be, about the task set
 */
public record ProspectEvaluation(
    ComplianceStatus status,
    List<Violation> violations,
    List<Undecided> undecided,
    boolean requiresTag) {
  public ProspectEvaluation {
    requireNonNull(status, "status is null");
    violations = List.copyOf(violations);
    undecided = List.copyOf(undecided);
  }

  /**
   * A rule that is broken.
   *
   * @param rule the tag key, as the policy spells it
   * @param actualKey the key that was found; empty when there is none
   * @param expected what the policy accepts, in words
   * @param waiver the waiver because of which it does not count
   */
  public record Violation(
      ViolationKind kind,
      String rule,
      Optional<String> actualKey,
      Optional<String> actualValue,
      String expected,
      Optional<String> suggestion,
      Optional<WaivedUntil> waiver) {}

  /** When a waiver ends, and why it was given. */
  public record WaivedUntil(Instant time, String reason) {}

  /**
   * A rule that may be broken.
   *
   * @param reason what is not known
   */
  public record Undecided(ViolationKind kind, String rule, String reason) {}
}
