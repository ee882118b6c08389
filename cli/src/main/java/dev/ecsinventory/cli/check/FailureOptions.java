package dev.ecsinventory.cli.check;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.policy.document.TagPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

  /** The earlier snapshot. */
  public Optional<CommittedSnapshot> earlier(AwsClients clients) {
    return Optional.ofNullable(baseline)
        .map(name -> ofBaseline(() -> CommittedSnapshot.read(name, clients)));
  }

  /** The condition for a snapshot. */
  public FailureCondition condition(
      CommittedSnapshot snapshot, Optional<CommittedSnapshot> earlier, TagPolicy policy) {
    return new FailureCondition(
        kinds(), earlier.map(found -> ofBaseline(() -> Baseline.of(found, snapshot, policy))));
  }

  /** Problems of the earlier snapshot name its own option. */
  private static <T> T ofBaseline(Supplier<T> read) {
    try {
      return read.get();
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
