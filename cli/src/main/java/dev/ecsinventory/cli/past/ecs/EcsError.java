package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;

/**
 * An error response of the API: ECS's own error for a request that ECS would reject, or the
 * recorded failure of what the snapshot could not read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class EcsError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private final int status;
  private final String code;
  private final boolean recorded;

  private EcsError(int status, String code, String message) {
    this(status, code, message, false);
  }

  private EcsError(int status, String code, String message, boolean recorded) {
    super(requireNonNull(message, "message is null"));
    this.status = status;
    this.code = requireNonNull(code, "code is null");
    this.recorded = recorded;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** Whether it is a recorded failure, not an error of the request. */
  public boolean isRecorded() {
    return recorded;
  }

  /** The failure with which the snapshot recorded that something was not read. */
  static EcsError recorded(ReadFailure failure) {
    boolean fault = failure.kind() == FailureKind.FAULT && failure.errorCode().contains("Server");
    return new EcsError(
        fault ? SERVER_ERROR : BAD_REQUEST, failure.errorCode(), failure.message(), true);
  }

  static EcsError invalidParameter(String message) {
    return new EcsError(BAD_REQUEST, "InvalidParameterException", message);
  }

  static EcsError clusterNotFound() {
    return new EcsError(BAD_REQUEST, "ClusterNotFoundException", "Cluster not found.");
  }

  static EcsError serviceNotFound() {
    return new EcsError(BAD_REQUEST, "ServiceNotFoundException", "Service not found.");
  }

  static EcsError serviceNotActive() {
    return new EcsError(BAD_REQUEST, "ServiceNotActiveException", "Service was not ACTIVE.");
  }

  /** The snapshot does not contain what is asked for, so it cannot respond. */
  static EcsError notInSnapshot(String message) {
    return new EcsError(BAD_REQUEST, "ClientException", message);
  }

  static EcsError write(String operation) {
    return new EcsError(
        BAD_REQUEST,
        "AccessDeniedException",
        "The past cannot be changed: %s.".formatted(operation));
  }

  static EcsError unsupported(String operation) {
    return new EcsError(
        BAD_REQUEST,
        "UnsupportedFeatureException",
        "%s is not an operation that a snapshot can respond to; supported: %s."
            .formatted(operation, String.join(", ", PastEcs.operations())));
  }

  static EcsError notSerializable(String message) {
    return new EcsError(BAD_REQUEST, "SerializationException", message);
  }

  static EcsError unsigned() {
    return new EcsError(
        FORBIDDEN, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  static EcsError incompleteSignature(String problem) {
    return new EcsError(BAD_REQUEST, "IncompleteSignatureException", problem);
  }
}
