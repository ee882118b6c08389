package dev.ecsinventory.cli.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.check.PolicyOption;
import dev.ecsinventory.cli.snapshots.OutputFormat;
import dev.ecsinventory.policy.document.TagPolicy;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy explain}: what a tag policy requires, in words. */
@Command(
    name = "explain",
    description =
        "Print what a tag policy requires, after inheritance and references, in words or as its"
            + " canonical text.")
final class PolicyExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "The tag policy: a file, or any location that TAG_POLICY accepts.")
  private String file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, or json for the canonical text. Default: table.")
  private OutputFormat format;

  private final PrintStream out;
  private final Clock clock;
  private final Supplier<AwsClients> clients;

  PolicyExplainCommand(PrintStream out, Clock clock, Supplier<AwsClients> clients) {
    this.out = requireNonNull(out, "out is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.clients = requireNonNull(clients, "clients is null");
  }

  @Override
  public Integer call() {
    TagPolicy policy;
    try (AwsClients open = clients.get()) {
      policy = PolicyOption.read("FILE", file, open);
    }
    out.print(
        switch (format) {
          case TABLE -> PolicyExplanation.of(policy, clock.instant());
          case JSON -> policy.canonicalText() + System.lineSeparator();
        });
    out.flush();
    return 0;
  }
}
