package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.check.CheckFormat;
import dev.ecsinventory.cli.check.CheckResult;
import dev.ecsinventory.cli.check.CommittedSnapshot;
import dev.ecsinventory.cli.check.PolicyOption;
import dev.ecsinventory.cli.input.InputEvaluation;
import dev.ecsinventory.cli.input.InputFormat;
import dev.ecsinventory.cli.input.InputOptions;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: evaluates a snapshot, or a deployment's task sets, against a tag policy. */
@Command(
    name = "check",
    description =
        "Evaluate a committed snapshot against any tag policy, such as the one of today against"
            + " the snapshot of last quarter; or, with --input, the task sets that a deployment"
            + " would create.",
    footer = {
      "",
      "Waivers and grace periods are those that applied at the snapshot's time. If nothing is"
          + " violated but some tags, or a part of the requested scope, could not be read, the exit"
          + " code is 3. It is also 3 if no rule that requires a tag applied to any task set:"
          + " the policy then proves nothing about the fleet.",
      "",
      "With --input, waivers are those that hold now, and the exit code is 3 when compliance"
          + " depends on values that are not known before the deployment, or when nothing is"
          + " created."
    })
final class CheckCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Source source;

  @Mixin private PolicyOption policy;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, csv, json or sarif. Default: table.")
  private CheckFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write. Default: standard output.")
  private Path out;

  private final Surroundings surroundings;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** What is evaluated: a snapshot, or what a deployment would create. */
  private static final class Source {
    @Option(
        names = "--snapshot",
        paramLabel = "DIR-or-URI",
        required = true,
        description =
            "Location of the snapshot: a folder with the output of scan or demo, or a copy of the"
                + " bucket, or s3://BUCKET/PREFIX, whose newest snapshot is evaluated; or the path"
                + " or URI of a snapshot's manifest.")
    private String snapshot;

    @ArgGroup(exclusive = false)
    private InputOptions input;
  }

  @Override
  public Integer call() {
    try (AwsClients clients = surroundings.clients()) {
      TagPolicy parsed = policy.read(clients);
      return source.input == null ? snapshot(parsed, clients) : input(parsed);
    }
  }

  private int snapshot(TagPolicy parsed, AwsClients clients) {
    CheckResult result = CheckResult.of(CommittedSnapshot.read(source.snapshot, clients), parsed);
    write(format.text(result), result.notices());
    return exitCode(result).value();
  }

  private int input(TagPolicy parsed) {
    InputEvaluation evaluation = source.input.evaluated(parsed, surroundings.clock().instant());
    write(InputFormat.text(evaluation, format), evaluation.notices());
    return exitCode(evaluation).value();
  }

  private void write(String text, List<String> notices) {
    write(text);
    if (out != null || format != CheckFormat.TABLE) {
      notices.forEach(surroundings.err()::println);
    }
  }

  private void write(String text) {
    if (out == null) {
      surroundings.out().print(text);
      surroundings.out().flush();
      return;
    }
    try {
      Files.writeString(out, text);
    } catch (IOException failure) {
      throw new InvalidInputException(
          "the result cannot be written",
          List.of("--out: \"%s\" cannot be written: %s".formatted(out, failure)));
    }
  }

  private static ExitCode exitCode(CheckResult result) {
    if (result.count(ComplianceStatus.NON_COMPLIANT) > 0) {
      return ExitCode.NON_COMPLIANT;
    }
    boolean whole = SnapshotStatus.COMPLETE.name().equals(result.snapshot().get(Snapshots.STATUS));
    return whole && result.count(ComplianceStatus.UNKNOWN) == 0 && !result.isVacuous()
        ? ExitCode.COMPLETE
        : ExitCode.PARTIAL;
  }

  private static ExitCode exitCode(InputEvaluation evaluation) {
    if (evaluation.count(ComplianceStatus.NON_COMPLIANT) > 0) {
      return ExitCode.NON_COMPLIANT;
    }
    return evaluation.isComplete() ? ExitCode.COMPLETE : ExitCode.PARTIAL;
  }
}
