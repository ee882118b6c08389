package dev.ecsinventory.aws.failure;

import dev.ecsinventory.model.FailureKind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates exceptions of the SDK to the terms of a snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class Failures {
  /** The code of a response, or a part of one, that contradicts the API or the request. */
  public static final String MALFORMED = "MALFORMED";

  private Failures() {}

  /** The service's error code, or the exception's class name where there is none. */
  public static String code(SdkException failure) {
    if (failure instanceof MalformedPageException) {
      return MALFORMED;
    }
    return failure instanceof AwsServiceException service
            && service.awsErrorDetails() != null
            && service.awsErrorDetails().errorCode() != null
        ? service.awsErrorDetails().errorCode()
        : failure.getClass().getSimpleName();
  }

  /**
   * The service's own message, without the request ID that the SDK adds, because it differs in each
   * run.
   */
  public static String message(SdkException failure) {
    if (failure instanceof AwsServiceException service
        && service.awsErrorDetails() != null
        && service.awsErrorDetails().errorMessage() != null) {
      return service.awsErrorDetails().errorMessage();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** How often the call was sent; once when the SDK did not count. */
  public static int attempts(SdkException failure) {
    Integer attempts = failure.numAttempts();
    return attempts == null ? 1 : attempts;
  }

  public static boolean isThrottling(SdkException failure) {
    return failure instanceof AwsServiceException service && service.isThrottlingException();
  }

  public static FailureKind kind(SdkException failure) {
    if (isThrottling(failure)) {
      return FailureKind.THROTTLED;
    }
    return switch (code(failure)) {
      case "AccessDeniedException",
          "AccessDenied",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "ExpiredTokenException",
          "OptInRequired",
          "NotAuthorized" ->
          FailureKind.DENIED;
      case "ClusterNotFoundException", "ServiceNotFoundException", "ServiceNotActiveException" ->
          FailureKind.MISSING;
      case "UnsupportedFeatureException", "PlatformTaskDefinitionIncompatibilityException" ->
          FailureKind.UNSUPPORTED;
      case "InvalidParameterException" ->
          message(failure).contains("only supports task set management")
              ? FailureKind.UNSUPPORTED
              : FailureKind.FAULT;
      default -> isDenial(failure) ? FailureKind.DENIED : FailureKind.FAULT;
    };
  }

  /** Invalid or denied credentials have many error codes, but one HTTP status. */
  private static boolean isDenial(SdkException failure) {
    return failure instanceof AwsServiceException service
        && (service.statusCode() == 401 || service.statusCode() == 403);
  }
}
