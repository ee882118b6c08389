package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.check.CheckResult;
import dev.ecsinventory.cli.check.CommittedSnapshot;
import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.check.FailureOptions;
import dev.ecsinventory.cli.check.OutputOptions;
import dev.ecsinventory.cli.check.PolicyOption;
import dev.ecsinventory.cli.check.ReadFiles;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.input.InputEvaluation;
import dev.ecsinventory.cli.input.InputFormat;
import dev.ecsinventory.cli.input.InputOptions;
import dev.ecsinventory.cli.tabular.SpreadsheetCsv;
import dev.ecsinventory.policy.document.TagPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  @Mixin private FailureOptions failure;

  @Mixin private OutputOptions output;

  @Mixin private AwsOptions aws;

  private final Surroundings surroundings;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** What is evaluated: a snapshot, or what a deployment would create; or a file to restore. */
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

    @Option(
        names = "--unguard",
        paramLabel = "FILE",
        description =
            "Evaluate nothing, and need no --policy: restore the file of the format csv from one of"
                + " the format csv-spreadsheet, also if a spreadsheet saved it.")
    private Path guarded;
  }

  @Override
  public Integer call() {
    if (source.guarded != null) {
      output.writeText(
          ReadFiles.of(Stream.of(source.guarded)),
          () -> SpreadsheetCsv.unguarded(source.guarded),
          surroundings.out());
      return ExitCode.COMPLETE.value();
    }
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      TagPolicy parsed = policy.read(clients);
      return source.input == null ? snapshot(parsed, clients) : input(parsed);
    }
  }

  private int snapshot(TagPolicy parsed, AwsClients clients) {
    CommittedSnapshot snapshot = CommittedSnapshot.read(source.snapshot, clients);
    Optional<CommittedSnapshot> earlier = failure.earlier(clients);
    FailureCondition condition = failure.condition(snapshot, earlier, parsed);
    CheckResult result = CheckResult.of(snapshot, parsed);
    output.write(
        new ReadFiles(
            policy.file().toList(), Stream.concat(Stream.of(snapshot), earlier.stream()).toList()),
        format -> format.content(result, condition, surroundings.terminal()),
        surroundings.out());
    show(result.notices());
    return exitCode(result.failing(condition), result.notProven().isEmpty()).value();
  }

  private int input(TagPolicy parsed) {
    FailureCondition condition = failure.condition();
    InputEvaluation evaluation = source.input.evaluated(parsed, surroundings.clock().instant());
    output.write(
        ReadFiles.of(Stream.concat(policy.file(), Stream.of(source.input.file()))),
        format -> InputFormat.content(evaluation, format, condition, surroundings.terminal()),
        surroundings.out());
    show(evaluation.notices());
    return exitCode(evaluation.failing(condition), evaluation.isComplete()).value();
  }

  /** The notices must be visible, whatever the formats are. */
  private void show(List<String> notices) {
    if (!output.showsTable()) {
      notices.forEach(surroundings.err()::println);
    }
  }

  private static ExitCode exitCode(long failing, boolean isProven) {
    if (failing > 0) {
      return ExitCode.NON_COMPLIANT;
    }
    return isProven ? ExitCode.COMPLETE : ExitCode.PARTIAL;
  }
}
