package dev.ecsinventory.evaluate;

import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.aws.failure.NotReachedException;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import software.amazon.awssdk.core.exception.SdkException;

/** An account's effective tag policy could not be read or used. */
public final class EffectivePolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final FailureKind kind;
  private final int attempts;

  private EffectivePolicyException(
      String code, String message, FailureKind kind, int attempts, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.kind = kind;
    this.attempts = attempts;
  }

  static EffectivePolicyException of(SdkException failure) {
    return new EffectivePolicyException(
        Failures.code(failure),
        Failures.message(failure),
        Failures.kind(failure),
        Failures.attempts(failure),
        failure);
  }

  /** The call succeeded, and its response cannot be used. */
  static EffectivePolicyException unusable(String code, String message) {
    return new EffectivePolicyException(code, message, FailureKind.FAULT, 1, null);
  }

  /** The deadline passed. */
  static EffectivePolicyException notReached() {
    return new EffectivePolicyException(
        "NotReached", new NotReachedException().getMessage(), FailureKind.NOT_REACHED, 0, null);
  }

  /** The service's error code, or the project's own where the service reports none. */
  public String code() {
    return code;
  }

  /** The row of {@code read_failures} for the policy of {@code accountId}. */
  ReadFailure failure(String accountId, String region) {
    return new ReadFailure(
        accountId,
        region,
        EffectivePolicies.OPERATION,
        "effective tag policy of account " + accountId,
        code,
        getMessage(),
        kind,
        attempts);
  }
}
