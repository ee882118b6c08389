package dev.ecsinventory.cli;

import dev.ecsinventory.cli.about.CompletionCommand;
import dev.ecsinventory.cli.about.VersionCommand;
import dev.ecsinventory.cli.doctor.DoctorCommand;
import dev.ecsinventory.cli.logging.CommandLineLogging;
import dev.ecsinventory.cli.policy.PolicyCommand;
import dev.ecsinventory.cli.setup.InitCommand;
import dev.ecsinventory.cli.text.Examples;
import dev.ecsinventory.cli.text.Version;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program {@code ecs-inventory}. Results go to standard output; progress, warnings and errors
 * to standard error. The exit code is one of {@link ExitCode}.
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
      "2:invalid usage, settings or event; nothing was done",
      "3:partial: a part of the requested scope could not be read",
      "4:not compliant: a task set violates the tag policy",
      "5:findings of verify and policy lint, problems of doctor, differences of diff"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    PrintStream out =
        new PrintStream(new BufferedOutputStream(results), true, System.out.charset());
    System.setOut(out);
    int exitCode = run(Surroundings.ofThisProcess(), arguments);
    out.flush();
    System.exit(results.exitCode(exitCode, System.err));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    ErrorMessages errors = new ErrorMessages(surroundings);
    try {
      return commandLine(surroundings)
          .setExecutionExceptionHandler(errors)
          .setParameterExceptionHandler(errors)
          .execute(arguments);
    } catch (OutOfMemoryError tooLittle) {
      return errors.tooLittleMemory();
    }
  }

  /** The program's commands, and their help. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine program =
        new CommandLine(new Main())
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(init(surroundings))
            .addSubcommand(new InvokeCommand(surroundings))
            .addSubcommand(new ScanCommand(surroundings))
            .addSubcommand(new CheckCommand(surroundings))
            .addSubcommand(new GuardCommand(surroundings))
            .addSubcommand(new IndexCommand(surroundings))
            .addSubcommand(new ListCommand(surroundings))
            .addSubcommand(new VerifyCommand(surroundings))
            .addSubcommand(new WithdrawCommand(surroundings))
            .addSubcommand(new ServeCommand(surroundings))
            .addSubcommand(new DescribeTaskSetsCommand(surroundings))
            .addSubcommand(new DiffCommand(surroundings))
            .addSubcommand(new HistoryCommand(surroundings))
            .addSubcommand(doctor(surroundings))
            .addSubcommand(new SimulateCommand(surroundings))
            .addSubcommand(new SchemaCommand(surroundings))
            .addSubcommand(
                PolicyCommand.with(
                    surroundings.out(),
                    surroundings.err(),
                    surroundings.clock(),
                    surroundings::clients))
            .addSubcommand(new VersionCommand(surroundings.out(), surroundings.home()))
            .addSubcommand(new CompletionCommand(surroundings.out()))
            .addSubcommand(new HelpCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(surroundings.outWriter())
            .setErr(surroundings.errWriter());
    return Examples.addTo(program);
  }

  private static InitCommand init(Surroundings surroundings) {
    return new InitCommand(
        surroundings.environment(),
        surroundings::region,
        surroundings.out(),
        surroundings.err(),
        surroundings.home());
  }

  private static DoctorCommand doctor(Surroundings surroundings) {
    return new DoctorCommand(
        surroundings.out(), surroundings::region, surroundings.home(), surroundings.clock());
  }

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also log informational messages, not only warnings and errors.")
  private void setVerbose(boolean verbose) {
    if (verbose) {
      CommandLineLogging.verbose();
    }
  }

  /** The command line has no subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
