package dev.ecsinventory.cli;

import dev.ecsinventory.cli.logging.CommandLineLogging;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program {@code ecs-inventory}. Results go to standard output; progress, warnings and errors
 * to standard error. What it exits with says how it went: see {@link ExitCode}.
 */
@Command(
    name = "ecs-inventory",
    description = "A trustworthy inventory of every ECS task set and its tags.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:complete",
      "1:failed: nothing could be read or written",
      "2:bad usage, settings or event; nothing was done",
      "3:partial: some of what was asked for could not be read",
      "4:not compliant: a task set breaks the tag policy",
      "5:findings of verify"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Surroundings.ofThisProcess(), arguments));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    return new CommandLine(new Main())
        .addSubcommand(new DemoCommand(surroundings))
        .addSubcommand(new InvokeCommand(surroundings))
        .addSubcommand(new ScanCommand(surroundings))
        .addSubcommand(new CheckCommand(surroundings))
        .addSubcommand(new IndexCommand(surroundings))
        .addSubcommand(new ListCommand(surroundings))
        .addSubcommand(new VerifyCommand(surroundings))
        .addSubcommand(new WithdrawCommand(surroundings))
        .addSubcommand(new SimulateCommand(surroundings))
        .addSubcommand(new SchemaCommand(surroundings))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(surroundings.outWriter())
        .setErr(surroundings.errWriter())
        .setExecutionExceptionHandler(new ErrorMessages(surroundings))
        .execute(arguments);
  }

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also log what is done, not only what is wrong.")
  private void setVerbose(boolean verbose) {
    if (verbose) {
      CommandLineLogging.verbose();
    }
  }

  /** No subcommand was named. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a subcommand is missing");
  }
}
