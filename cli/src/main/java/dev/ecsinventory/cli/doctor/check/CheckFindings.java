package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.check.CheckOutcome.Problem;
import dev.ecsinventory.cli.doctor.check.CheckOutcome.Unchecked;
import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the findings of one check. */
public final class CheckFindings {
  private final List<String> facts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Unchecked> unchecked = new ArrayList<>();

  /** Records what was checked, for the line of a healthy part. */
  public void fact(String fact) {
    facts.add(fact);
  }

  /**
   * Records a problem.
   *
   * @param remedy the action that corrects it
   */
  public void problem(String problem, String remedy) {
    Problem found = new Problem(problem, remedy);
    if (!problems.contains(found)) {
      problems.add(found);
    }
  }

  /**
   * Records a part that cannot be checked.
   *
   * @param part the call or the part
   */
  public void notChecked(String part, String reason) {
    Unchecked missing = new Unchecked(part, reason);
    if (!unchecked.contains(missing)) {
      unchecked.add(missing);
    }
  }

  /** The value; if it does not exist, this is a problem, and if it is unknown, not checked. */
  public <T> Optional<T> expect(AwsReading<T> reading, String remedyIfAbsent) {
    if (reading instanceof AwsReading.Absent<T>(String what)) {
      problem(what + " does not exist", remedyIfAbsent);
      return Optional.empty();
    }
    return need(reading);
  }

  /** The value; without it, the part is not checked, because another check reports the problem. */
  public <T> Optional<T> need(AwsReading<T> reading) {
    switch (reading) {
      case AwsReading.Found<T> found -> {}
      case AwsReading.Absent<T>(String what) -> notChecked(what, "it does not exist");
      case AwsReading.Unknown<T>(String what, String reason) -> notChecked(what, reason);
    }
    return reading.value();
  }

  /** The outcome of the check {@code name}. */
  CheckOutcome outcome(String name) {
    return new CheckOutcome(name, facts, problems, unchecked);
  }

  /** Runs a check. */
  public static CheckOutcome of(DoctorCheck check, DeployedInventory inventory) {
    CheckFindings findings = new CheckFindings();
    check.run(inventory, findings);
    return findings.outcome(check.name());
  }
}
