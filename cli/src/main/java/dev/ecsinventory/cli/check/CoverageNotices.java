package dev.ecsinventory.cli.check;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.RuleCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Notices about parts that a policy did not evaluate, one line each; empty if every rule was
 * applied.
 */
final class CoverageNotices {
  private CoverageNotices() {}

  static List<String> of(CheckResult result) {
    List<String> notices = new ArrayList<>();
    List<RuleCoverage> rules = result.rules();
    if (rules.isEmpty()) {
      return notices;
    }
    if (rules.stream().allMatch(rule -> rule.taskSets() == 0)) {
      notices.add(
          ("Nothing was evaluated: no rule applied to any of %d task sets. Check the scopes of the"
                  + " rules, and which accounts and Regions the snapshot covers.")
              .formatted(result.taskSets().size()));
    } else if (result.isVacuous()) {
      notices.add(
          "Nothing was required: no rule that applied to a task set requires a tag, so a task set"
              + " without tags complies. A rule requires a tag by report_required_tag_for with"
              + " ecs:task-set, or by required_tags.");
      add(notices, "Rules that require no tag:", rules, rule -> !rule.requiresTag());
    }
    add(notices, "Rules that applied to no task set:", rules, rule -> rule.taskSets() == 0);
    int notEvaluated = result.count(ComplianceStatus.NOT_EVALUATED);
    if (!notices.isEmpty() && notEvaluated > 0) {
      notices.add("Task sets that were not evaluated: " + notEvaluated);
    }
    return notices;
  }

  private static void add(
      List<String> notices,
      String heading,
      List<RuleCoverage> rules,
      Predicate<RuleCoverage> condition) {
    List<String> lines =
        rules.stream()
            .filter(condition)
            .map(rule -> "  - " + VisibleText.of(rule.rule()))
            .distinct()
            .toList();
    if (!lines.isEmpty()) {
      notices.add(heading);
      notices.addAll(lines);
    }
  }
}
