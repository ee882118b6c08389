package dev.ecsinventory.cli.check;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.policy.document.TagPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that decide which violations make {@code check} fail. */
public final class FailureOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "KIND",
      split = ",",
      description =
          "The violations with exit code 4: any, none, fixable (those that a person can fix), or"
              + " kinds: missing-tag, wrong-key-case, value-not-allowed, tag-not-allowed. Separated"
              + " by commas, or repeated. Default: any.")
  private List<FailOn> failOn = List.of(FailOn.ANY);

  @Option(
      names = "--baseline",
      paramLabel = "DIR-or-URI",
      description =
          "An earlier snapshot, in the same forms as --snapshot. A violation that it has too, of"
              + " the same service, tag and kind, is reported and has no effect on the exit code.")
  private String baseline;

  /** The condition for a snapshot; reads the baseline. */
  public FailureCondition condition(
      CommittedSnapshot snapshot, TagPolicy policy, AwsClients clients) {
    return new FailureCondition(
        kinds(), Optional.ofNullable(baseline).map(name -> read(name, snapshot, policy, clients)));
  }

  private static Baseline read(
      String name, CommittedSnapshot later, TagPolicy policy, AwsClients clients) {
    try {
      return Baseline.of(CommittedSnapshot.read(name, clients), later, policy);
    } catch (InvalidInputException problem) {
      throw new InvalidInputException(
          "the baseline cannot be used",
          problem.problems().stream()
              .map(text -> text.replaceFirst("^--snapshot:", "--baseline:"))
              .toList());
    }
  }

  /** The condition for what a deployment would create, which no snapshot has. */
  public FailureCondition condition() {
    if (baseline != null) {
      throw new InvalidInputException(
          "options cannot be used", List.of("--baseline: it is for --snapshot, not for --input"));
    }
    return new FailureCondition(kinds(), Optional.empty());
  }

  private Set<FailOn> kinds() {
    Set<FailOn> kinds = EnumSet.copyOf(failOn);
    if (kinds.contains(FailOn.NONE) && kinds.size() > 1) {
      throw new InvalidInputException(
          "options cannot be used", List.of("--fail-on: \"none\" excludes the other values"));
    }
    return kinds;
  }
}
