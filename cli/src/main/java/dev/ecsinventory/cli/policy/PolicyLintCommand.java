package dev.ecsinventory.cli.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.check.PolicyOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.document.TagPolicy;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code policy lint}: finds mistakes in tag policies. */
@Command(
    name = "lint",
    description =
        "Check tag policies: every problem that makes a policy unusable, and parts without effect.",
    footer = {
      "",
      "Exit code 2 reports a policy that is unusable, 5 parts without effect or contradictions, and"
          + " 3 a policy that requires no tag."
    })
final class PolicyLintCommand implements Callable<Integer> {
  /** The codes by precedence, the first one wins. */
  private static final List<ExitCode> PRECEDENCE =
      List.of(ExitCode.BAD_INPUT, ExitCode.FINDINGS, ExitCode.PARTIAL, ExitCode.COMPLETE);

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "A tag policy: a file, or any location that TAG_POLICY accepts.")
  private List<String> files;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final Supplier<AwsClients> clients;

  PolicyLintCommand(PrintStream out, PrintStream err, Clock clock, Supplier<AwsClients> clients) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.clients = requireNonNull(clients, "clients is null");
  }

  @Override
  public Integer call() {
    try (AwsClients open = clients.get()) {
      List<ExitCode> codes = files.stream().map(file -> lint(file, open)).toList();
      out.flush();
      return PRECEDENCE.stream().filter(codes::contains).findFirst().orElseThrow().value();
    }
  }

  private ExitCode lint(String file, AwsClients open) {
    TagPolicy policy;
    try {
      policy = PolicyOption.read("FILE", file, open);
    } catch (InvalidInputException unusable) {
      err.println("ecs-inventory: " + unusable.getMessage());
      return ExitCode.BAD_INPUT;
    }
    List<String> findings = PolicyLint.of(policy, clock.instant());
    out.print(WrappedText.of("", VisibleText.of(file) + ": " + summary(policy, findings)));
    findings.forEach(finding -> out.print(WrappedText.of("  - ", VisibleText.of(finding))));
    if (!policy.requiresTag()) {
      out.print(
          WrappedText.of(
              "  - ", "It requires no tag: a task set without tags complies (docs/policy.md)."));
    }
    if (!findings.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    return policy.requiresTag() ? ExitCode.COMPLETE : ExitCode.PARTIAL;
  }

  private static String summary(TagPolicy policy, List<String> findings) {
    long required = policy.rules().stream().filter(rule -> rule.rule().required()).count();
    return "%s, %d of them required; %s; %s"
        .formatted(
            Counted.of(policy.rules().size(), "tag rule"),
            required,
            Counted.of(policy.waivers().size(), "waiver"),
            findings.isEmpty() ? "no finding" : Counted.of(findings.size(), "finding"));
  }
}
