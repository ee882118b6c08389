package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.policy.Remedy;
import dev.ecsinventory.policy.ViolationKind;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which violations make a check fail. A waived violation never does.
 *
 * @param failOn the kinds; a violation needs to be one of them
 * @param baseline the earlier snapshot whose violations do not fail
 */
public record FailureCondition(Set<FailOn> failOn, Optional<Baseline> baseline) {
  /** Every violation that is not waived. */
  public static final FailureCondition ANY =
      new FailureCondition(EnumSet.of(FailOn.ANY), Optional.empty());

  public FailureCondition {
    failOn = Set.copyOf(failOn);
    requireNonNull(baseline, "baseline is null");
  }

  /** The effect of a row of {@code tag_violations}. */
  Effect effect(Row violation) {
    if (violation.get(TagViolations.WAIVED_UNTIL) != null) {
      return Effect.WAIVED;
    }
    if (baseline.filter(earlier -> earlier.has(violation)).isPresent()) {
      return Effect.IN_BASELINE;
    }
    return effect(kind(violation), false, isFixable(violation));
  }

  /** The effect of a violation that no snapshot has. */
  public Effect effect(ViolationKind kind, boolean isWaived, boolean isFixable) {
    if (isWaived) {
      return Effect.WAIVED;
    }
    return failOn.stream().anyMatch(one -> one.includes(kind, isFixable))
        ? Effect.FAILS
        : Effect.REPORTED;
  }

  static ViolationKind kind(Row violation) {
    return ViolationKind.valueOf(violation.get(TagViolations.VIOLATION));
  }

  static boolean isFixable(Row violation) {
    return !Remedy.NONE.name().equals(violation.get(TagViolations.REMEDY));
  }
}
