package dev.ecsinventory.simulator.protocol;

/**
 * Every error of the simulator, with ECS's own message where it is documented.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 * @see <a href="https://github.com/aws/aws-cli/issues/5380">TaskSets cannot be empty</a>
 * @see <a href="https://github.com/boto/boto3/issues/3895">Task Set Identifier is invalid</a>
 */
public final class Errors {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private Errors() {}

  public static ApiException invalidParameter(String message) {
    return new ApiException(BAD_REQUEST, "InvalidParameterException", message);
  }

  public static ApiException clusterNotFound() {
    return new ApiException(BAD_REQUEST, "ClusterNotFoundException", "Cluster not found.");
  }

  public static ApiException noSuchService() {
    return new ApiException(BAD_REQUEST, "ServiceNotFoundException", "Service not found.");
  }

  public static ApiException inactiveService() {
    return new ApiException(BAD_REQUEST, "ServiceNotActiveException", "Service was not ACTIVE.");
  }

  public static ApiException notExternal() {
    return invalidParameter(
        "Amazon ECS only supports task set management on services configured to use external"
            + " deployment controllers.");
  }

  public static ApiException noSuchTaskDefinition() {
    return new ApiException(BAD_REQUEST, "ClientException", "Unable to describe task definition.");
  }

  public static ApiException invalidRevision(String number) {
    return new ApiException(
        BAD_REQUEST, "ClientException", "Invalid revision number. Number: " + number);
  }

  public static ApiException throttled() {
    return new ApiException(BAD_REQUEST, "ThrottlingException", "Rate exceeded");
  }

  public static ApiException serverError() {
    return new ApiException(
        SERVER_ERROR, "ServerException", "Service Unavailable. Please try again later.");
  }

  public static ApiException clientError() {
    return new ApiException(
        BAD_REQUEST, "ClientException", "The request could not be carried out.");
  }

  public static ApiException accessDenied(Caller caller, String action, String resource) {
    return new ApiException(
        BAD_REQUEST,
        "AccessDeniedException",
        ("User: %s is not authorized to perform: %s on resource: %s because no identity-based"
                + " policy allows the %s action")
            .formatted(caller.arn(), action, resource, action));
  }

  /** STS has another code and status than ECS for the same error. */
  public static ApiException roleDenied(Caller caller, String role) {
    return new ApiException(
        FORBIDDEN,
        "AccessDenied",
        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
            .formatted(caller.arn(), role));
  }

  public static ApiException unknownOperation(String target) {
    return new ApiException(
        BAD_REQUEST, "UnknownOperationException", "Unknown operation: " + target);
  }

  public static ApiException unknownAction(String action) {
    return new ApiException(
        BAD_REQUEST,
        "InvalidAction",
        "Could not find operation " + action + " for version 2011-06-15");
  }

  public static ApiException validation(String message) {
    return new ApiException(BAD_REQUEST, "ValidationError", message);
  }

  public static ApiException notSerializable(String message) {
    return new ApiException(BAD_REQUEST, "SerializationException", message);
  }

  static ApiException unsigned() {
    return new ApiException(
        FORBIDDEN, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  static ApiException incompleteSignature(String what) {
    return new ApiException(BAD_REQUEST, "IncompleteSignatureException", what);
  }

  static ApiException invalidSignature(String what) {
    return new ApiException(FORBIDDEN, "InvalidSignatureException", what);
  }

  public static ApiException invalidSecurityToken() {
    return new ApiException(
        BAD_REQUEST,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }
}
