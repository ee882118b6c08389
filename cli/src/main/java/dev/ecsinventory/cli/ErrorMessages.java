package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.simulator.InvalidDescriptionException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
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
    ExitCode code =
        switch (failure) {
          case InvalidInputException input -> ExitCode.BAD_INPUT;
          case InvalidDescriptionException description -> ExitCode.BAD_INPUT;
          default -> ExitCode.FAILED;
        };
    switch (failure) {
      case InvalidInputException input -> message(input);
      case InvalidDescriptionException description -> message(description);
      case SnapshotFailedException nothingRead -> message(nothingRead);
      case SdkException remote -> message(remote);
      case UncheckedIOException local -> message(local);
      default -> failure.printStackTrace(surroundings.err());
    }
    return code.value();
  }

  private void message(Exception failure) {
    surroundings.err().println("ecs-inventory: " + harmless(failure.getMessage()));
  }

  /** A message may quote what a service answered; its own line breaks are wanted. */
  private static String harmless(String message) {
    return String.valueOf(message).lines().map(VisibleText::of).collect(Collectors.joining("\n"));
  }
}
