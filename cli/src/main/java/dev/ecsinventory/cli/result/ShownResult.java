package dev.ecsinventory.cli.result;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.model.ComplianceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of a check in words. In every text the invisible characters are escaped; each format
 * escapes its own markup.
 *
 * @param title what was evaluated, and by which policy
 * @param time the time for which it was evaluated
 * @param taskSets all task sets, in the order in which they are shown
 * @param notices what was not evaluated, and why the result may prove nothing
 * @param notProven why the absence of a violation does not prove compliance; empty if it does
 */
public record ShownResult(
    String title,
    Instant time,
    List<ShownTaskSet> taskSets,
    List<String> notices,
    Optional<String> notProven) {
  public ShownResult {
    requireNonNull(title, "title is null");
    requireNonNull(time, "time is null");
    taskSets = List.copyOf(taskSets);
    notices = List.copyOf(notices);
    requireNonNull(notProven, "notProven is null");
  }

  long count(ComplianceStatus status) {
    return taskSets.stream().filter(taskSet -> taskSet.status() == status).count();
  }

  long count(Effect effect) {
    return taskSets.stream()
        .flatMap(taskSet -> taskSet.violations().stream())
        .filter(violation -> violation.effect() == effect)
        .count();
  }

  /** The violations, without what is not known. */
  long violations() {
    return taskSets.stream().mapToLong(taskSet -> taskSet.violations().size()).sum()
        - count(Effect.UNDECIDED);
  }

  /** The counts of task sets by status, in words. */
  String taskSetCounts() {
    return "%s: %d compliant, %d not compliant, %d unknown, %d not evaluated"
        .formatted(
            Counted.of(taskSets.size(), "task set"),
            count(ComplianceStatus.COMPLIANT),
            count(ComplianceStatus.NON_COMPLIANT),
            count(ComplianceStatus.UNKNOWN),
            count(ComplianceStatus.NOT_EVALUATED));
  }

  /** The counts of violations, in words. */
  String violationCounts() {
    List<String> parts = new ArrayList<>();
    parts.add(Counted.of(violations(), "violation"));
    parts.add(count(Effect.WAIVED) + " of them waived");
    if (count(Effect.IN_BASELINE) > 0) {
      parts.add(count(Effect.IN_BASELINE) + " in the baseline");
    }
    if (count(Effect.REPORTED) > 0) {
      parts.add(count(Effect.REPORTED) + " without effect on the exit code");
    }
    return String.join(", ", parts);
  }

  List<ShownSection> sections() {
    return ShownSection.of(taskSets);
  }

  List<ShownTaskSet> satisfiedByService() {
    return taskSets.stream().filter(taskSet -> !taskSet.satisfiedByService().isEmpty()).toList();
  }
}
