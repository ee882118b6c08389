package dev.ecsinventory.cli.policy;

import dev.ecsinventory.aws.AwsClients;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy}: commands about tag policies. */
@Command(name = "policy", description = "Check, explain or create a tag policy.")
public final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  private PolicyCommand() {}

  /**
   * The command with its subcommands.
   *
   * @param clients for policies in a bucket or an organization
   */
  public static CommandLine with(
      PrintStream out, PrintStream err, Clock clock, Supplier<AwsClients> clients) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyLintCommand(out, err, clock, clients))
        .addSubcommand(new PolicyExplainCommand(out, clock, clients))
        .addSubcommand(new PolicyInitCommand(out));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a subcommand is missing: lint, explain or init");
  }
}
