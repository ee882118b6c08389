package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.check.PolicyOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.guard.Guard;
import dev.ecsinventory.cli.guard.GuardFiles;
import dev.ecsinventory.cli.guard.GuardOutput;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.policy.document.TagPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guard}: translates a tag policy into policies that AWS enforces. */
@Command(
    name = "guard",
    description =
        "Print service control policies and IAM policies that deny ecs:CreateTaskSet where the task"
            + " set would break the tag policy.",
    footer = {
      "",
      "A task set cannot be tagged after its creation, so prevention is what helps. Nothing is"
          + " attached: review the documents, and try them in a test account first. The exit code"
          + " is 3 when a rule is not enforced because IAM cannot express it, or when nothing is"
          + " denied."
    })
final class GuardCommand implements Callable<Integer> {
  @Mixin private PolicyOption policy;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write the files scp-N.json and iam-N.json, in place of those of an earlier run."
              + " Default: one JSON object with all documents on standard output.")
  private Path out;

  @Option(
      names = "--except-role",
      paramLabel = "ROLE",
      description =
          "A role that the documents do not restrict: its name or ARN, with * and ?. Name the"
              + " service role of CodeDeploy, which creates task sets without tags. Can be"
              + " repeated.")
  private List<String> exceptRoles = List.of();

  /** A role's name or path, or its ARN, with wildcards. */
  private static final Pattern ROLE =
      Pattern.compile("(arn:[a-z*?-]+:iam::[0-9*?]{1,12}:role/)?[\\w+=,.@/*?-]{1,576}");

  @Mixin private AwsOptions aws;

  private final Surroundings surroundings;

  GuardCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    rejectOtherThanRoles();
    TagPolicy parsed;
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      parsed = policy.read(clients);
    }
    Guard guard = Guard.of(parsed, exceptRoles, surroundings.clock().instant());
    if (out == null) {
      surroundings.out().print(GuardOutput.json(guard));
      surroundings.err().print(GuardOutput.notices(guard));
    } else {
      write(guard);
      surroundings.out().print(GuardOutput.files(guard) + GuardOutput.notices(guard));
    }
    if (guard.isEmpty()) {
      surroundings
          .err()
          .println("Nothing is denied: the tag policy has no rule that IAM can enforce.");
    }
    surroundings.out().flush();
    return (guard.isEmpty() || !guard.gaps().isEmpty() ? ExitCode.PARTIAL : ExitCode.COMPLETE)
        .value();
  }

  private void rejectOtherThanRoles() {
    Problems problems = new Problems();
    exceptRoles.stream()
        .filter(role -> !ROLE.matcher(role).matches())
        .forEach(
            role ->
                problems.add(
                    "--except-role: \"%s\" is no role; accepted is a name, or an ARN such as arn:aws:iam::123456789012:role/NAME"
                        .formatted(role)));
    problems.rejectIfAny("options cannot be used");
  }

  private void write(Guard guard) {
    try {
      new GuardFiles(out).write(guard);
    } catch (IOException failure) {
      throw new InvalidInputException(
          "the policies cannot be written",
          List.of("--out: \"%s\" cannot be written: %s".formatted(out, FileProblem.of(failure))));
    }
  }
}
