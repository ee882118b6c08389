package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says on standard error why a command failed. What somebody can put right is a message; anything
 * else is a defect, and its stack trace is shown.
 */
final class ErrorMessages implements IExecutionExceptionHandler {
  private final Surroundings surroundings;

  ErrorMessages(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    switch (failure) {
      case InvalidInputException input -> message(input);
      case SdkException remote -> message(remote);
      case UncheckedIOException local -> message(local);
      default -> failure.printStackTrace(surroundings.err());
    }
    boolean badInput = failure instanceof InvalidInputException;
    return (badInput ? ExitCode.BAD_INPUT : ExitCode.FAILED).value();
  }

  private void message(Exception failure) {
    surroundings.err().println("ecs-inventory: " + failure.getMessage());
  }
}
