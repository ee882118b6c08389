package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.ViolationKind;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The violations of one rule, which is a tag key as the policy spells it. */
public final class RuleTally {
  private final String rule;
  private final Map<ViolationKind, Integer> open = new EnumMap<>(ViolationKind.class);
  private final Set<String> taskSetsOfTarget = new HashSet<>();
  private int waived;
  private int taskSets;

  RuleTally(String rule) {
    this.rule = requireNonNull(rule, "rule is null");
  }

  void add(Row violation) {
    if (violation.get(TagViolations.WAIVED_UNTIL) != null) {
      waived++;
      return;
    }
    open.merge(ViolationKind.valueOf(violation.get(TagViolations.VIOLATION)), 1, Integer::sum);
    if (taskSetsOfTarget.add(violation.get(TagViolations.TASK_SET_ARN))) {
      taskSets++;
    }
  }

  /** Task sets can be counted per target, because no task set is in two targets. */
  void endOfTarget() {
    taskSetsOfTarget.clear();
  }

  public String rule() {
    return rule;
  }

  /** The number of violations of a kind that are not waived. */
  public int open(ViolationKind kind) {
    return open.getOrDefault(kind, 0);
  }

  public int open() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int waived() {
    return waived;
  }

  /** The number of task sets that violate the rule without a waiver. */
  public int taskSets() {
    return taskSets;
  }
}
