package dev.ecsinventory.discover;

import dev.ecsinventory.aws.failure.Failures;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The organization could not be listed completely. The scope of the snapshot is then unknown, so
 * the run fails and nothing is written; a retry lists the organization again.
 */
public final class IncompleteDiscoveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IncompleteDiscoveryException(String problem) {
    super("the accounts of the organization are unknown, and nothing was written: " + problem);
  }

  private IncompleteDiscoveryException(String problem, SdkException cause) {
    super(
        "the accounts of the organization are unknown, and nothing was written: " + problem, cause);
  }

  /** A call that failed. */
  static IncompleteDiscoveryException of(String call, SdkException failure) {
    return new IncompleteDiscoveryException(
        "%s failed after %d attempts (%s: %s)"
            .formatted(
                call,
                Failures.attempts(failure),
                Failures.code(failure),
                Failures.message(failure)),
        failure);
  }
}
