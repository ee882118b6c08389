package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.errors.AwsMessage;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.errors.UsageMessage;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.discover.IncompleteDiscoveryException;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.simulator.fleet.InvalidDescriptionException;
import dev.ecsinventory.store.MissingDestinationException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reports on standard error why a command failed: with a message when the user can correct the
 * cause, with a stack trace when it is a defect of the program.
 */
final class ErrorMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Surroundings surroundings;

  ErrorMessages(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    ExitCode code =
        switch (failure) {
          case InvalidInputException input -> ExitCode.BAD_INPUT;
          case InvalidDescriptionException description -> ExitCode.BAD_INPUT;
          case MissingDestinationException missing -> ExitCode.BAD_INPUT;
          default -> ExitCode.FAILED;
        };
    switch (failure) {
      // The messages of these exceptions already escape quoted input.
      case InvalidInputException input -> message(input.getMessage());
      case SnapshotFailedException nothingRead ->
          message(AwsMessage.withNext(nothingRead.getMessage()));
      case IncompleteDiscoveryException unknown ->
          message(AwsMessage.withNext(VisibleText.of(unknown.getMessage())));
      case InvalidDescriptionException description ->
          message(VisibleText.lines(description.getMessage()));
      case MissingDestinationException missing -> message(VisibleText.of(missing.getMessage()));
      case SdkException remote -> message(AwsMessage.of(remote));
      case UncheckedIOException local -> message(VisibleText.of(local.getMessage()));
      default ->
          AwsMessage.ofProfile(failure).ifPresentOrElse(this::message, () -> stackTrace(failure));
    }
    return code.value();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    surroundings.err().println(UsageMessage.of(failure));
    return ExitCode.BAD_INPUT.value();
  }

  /** The heap is full of what the command read; what it has written is complete. */
  int tooLittleMemory() {
    message(
        "the input does not fit into %,d MB of memory\nNext: give the program more, for example with JAVA_TOOL_OPTIONS=-Xmx8g"
            .formatted(Runtime.getRuntime().maxMemory() >> 20));
    return ExitCode.FAILED.value();
  }

  private void message(String message) {
    surroundings.err().println("ecs-inventory: " + message);
  }

  /** Java's format, except that each message, which may quote a response, is on one line. */
  private void stackTrace(Throwable failure) {
    String prefix = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      surroundings.err().println(prefix + VisibleText.of(cause.toString()));
      for (StackTraceElement element : cause.getStackTrace()) {
        surroundings.err().println("\tat " + element);
      }
      prefix = "Caused by: ";
    }
  }
}
