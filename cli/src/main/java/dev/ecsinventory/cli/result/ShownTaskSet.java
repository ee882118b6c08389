package dev.ecsinventory.cli.result;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import java.util.List;
import java.util.function.Predicate;

/**
 * A task set and its violations.
 *
 * @param group its service, or its location in a file
 * @param name its ID
 * @param satisfiedByService the required tags that its service has instead
 */
public record ShownTaskSet(
    String group,
    String name,
    ComplianceStatus status,
    List<ShownViolation> violations,
    List<String> satisfiedByService) {
  public ShownTaskSet {
    requireNonNull(group, "group is null");
    requireNonNull(name, "name is null");
    requireNonNull(status, "status is null");
    violations = List.copyOf(violations);
    satisfiedByService = List.copyOf(satisfiedByService);
  }

  /** The task set with some of its violations. */
  ShownTaskSet with(Predicate<ShownViolation> condition) {
    return new ShownTaskSet(
        group, name, status, violations.stream().filter(condition).toList(), satisfiedByService);
  }

  boolean fails() {
    return violations.stream().anyMatch(violation -> violation.effect() == Effect.FAILS);
  }
}
