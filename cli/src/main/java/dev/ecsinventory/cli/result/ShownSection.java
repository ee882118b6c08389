package dev.ecsinventory.cli.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Violations that are shown together.
 *
 * @param heading empty for those that count and that a person can fix
 * @param taskSets each with at least one violation
 */
record ShownSection(Optional<String> heading, List<ShownTaskSet> taskSets) {
  private static final String NOT_FIXABLE =
      "No one can fix the following: CodeDeploy creates the task sets, and gives them no tags. A"
          + " rule with accept_service_tags accepts the tags of the service instead.";
  private static final String BASELINE =
      "The following are in the baseline, and do not fail the check.";

  ShownSection {
    taskSets = List.copyOf(taskSets);
  }

  /** The sections of a result that are not empty. */
  static List<ShownSection> of(List<ShownTaskSet> taskSets) {
    Predicate<ShownViolation> known = violation -> violation.effect() == Effect.IN_BASELINE;
    Predicate<ShownViolation> fixable = ShownViolation::isFixable;
    List<ShownSection> sections =
        List.of(
            section(taskSets, Optional.empty(), fixable.and(known.negate())),
            section(taskSets, Optional.of(NOT_FIXABLE), fixable.or(known).negate()),
            section(taskSets, Optional.of(BASELINE), known));
    return sections.stream().filter(section -> !section.taskSets.isEmpty()).toList();
  }

  private static ShownSection section(
      List<ShownTaskSet> taskSets, Optional<String> heading, Predicate<ShownViolation> condition) {
    return new ShownSection(
        heading,
        taskSets.stream()
            .map(taskSet -> taskSet.with(condition))
            .filter(taskSet -> !taskSet.violations().isEmpty())
            .toList());
  }

  /** The task sets by group, in their order. */
  Map<String, List<ShownTaskSet>> groups() {
    return groups(taskSets);
  }

  static Map<String, List<ShownTaskSet>> groups(List<ShownTaskSet> taskSets) {
    return taskSets.stream()
        .collect(
            Collectors.groupingBy(ShownTaskSet::group, LinkedHashMap::new, Collectors.toList()));
  }
}
