package dev.ecsinventory.cli.doctor.check;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The outcome of a check.
 *
 * @param facts what was checked
 */
public record CheckOutcome(
    String name, List<String> facts, List<Problem> problems, List<Unchecked> unchecked) {
  public CheckOutcome {
    requireNonNull(name, "name is null");
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
    unchecked = List.copyOf(unchecked);
  }

  /** The status of a part of a deployment. */
  public enum Status {
    OK,
    PROBLEM,
    /** No problem was found, but not everything could be checked. */
    NOT_CHECKED
  }

  /** A problem and the action that corrects it. */
  public record Problem(String problem, String remedy) {
    public Problem {
      requireNonNull(problem, "problem is null");
      requireNonNull(remedy, "remedy is null");
    }
  }

  /** A part that could not be checked, and the reason. */
  public record Unchecked(String part, String reason) {
    public Unchecked {
      requireNonNull(part, "part is null");
      requireNonNull(reason, "reason is null");
    }
  }

  public Status status() {
    if (!problems.isEmpty()) {
      return Status.PROBLEM;
    }
    return unchecked.isEmpty() ? Status.OK : Status.NOT_CHECKED;
  }
}
