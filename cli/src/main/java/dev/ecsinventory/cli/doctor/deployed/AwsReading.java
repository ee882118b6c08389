package dev.ecsinventory.cli.doctor.deployed;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.failure.Failures;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The result of a read. A resource is absent only if AWS states that it does not exist; after any
 * other error, nothing is known about it.
 *
 * @param <T> the type of the value
 */
public sealed interface AwsReading<T> {
  /** Error codes for a resource that does not exist, where the HTTP status is not 404. */
  Set<String> NOT_FOUND =
      Set.of(
          "EntityNotFoundException",
          "NoSuchEntity",
          "NotFound",
          "NotFoundException",
          "ResourceNotFoundException",
          "AWS.SimpleQueueService.NonExistentQueue",
          "QueueDoesNotExist");

  /** CloudFormation and Athena have no error code of their own for a resource that is absent. */
  Pattern NOT_FOUND_MESSAGE = Pattern.compile("does not exist|is not found|was not found");

  /** The value. */
  record Found<T>(T content) implements AwsReading<T> {
    public Found {
      requireNonNull(content, "content is null");
    }
  }

  /** Nothing exists. */
  record Absent<T>(String what) implements AwsReading<T> {
    public Absent {
      requireNonNull(what, "what is null");
    }
  }

  /**
   * The value is not known.
   *
   * @param what the call or value that is missing
   * @param reason why it is missing
   */
  record Unknown<T>(String what, String reason) implements AwsReading<T> {
    public Unknown {
      requireNonNull(what, "what is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /**
   * Makes a call.
   *
   * @param call the permission that the call requires, such as {@code lambda:GetFunction}
   * @param what the resource, for messages
   */
  static <T> AwsReading<T> of(String call, String what, Supplier<T> read) {
    try {
      T value = read.get();
      // A response without the value does not state that there is nothing.
      return value == null
          ? new Unknown<>(call, "the response has no description of " + what)
          : new Found<>(value);
    } catch (SdkException failure) {
      return isNotFound(failure)
          ? new Absent<>(what)
          : new Unknown<>(
              call, "%s (%s)".formatted(Failures.message(failure), Failures.code(failure)));
    }
  }

  private static boolean isNotFound(SdkException failure) {
    if (!(failure instanceof AwsServiceException service) || service.statusCode() == 403) {
      return false;
    }
    return NOT_FOUND.contains(Failures.code(failure))
        || service.statusCode() == 404
        || NOT_FOUND_MESSAGE.matcher(Failures.message(failure)).find();
  }

  /** The value, if it was found. */
  default Optional<T> value() {
    return this instanceof Found<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** The result of a read that depends on this one. */
  default <R> AwsReading<R> then(Function<T, AwsReading<R>> next) {
    return switch (this) {
      case Found<T>(T value) -> next.apply(value);
      case Absent<T>(String what) -> new Absent<>(what);
      case Unknown<T>(String what, String reason) -> new Unknown<>(what, reason);
    };
  }
}
