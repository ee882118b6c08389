package dev.ecsinventory.simulator.organization;

import dev.ecsinventory.simulator.protocol.ApiException;

/**
 * The errors of Organizations and of Account Management.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors">
 *     Errors of ListAccounts</a>
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html">
 *     ListRegions</a>
 */
final class OrganizationErrors {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  private OrganizationErrors() {}

  static ApiException notInUse() {
    return new ApiException(
        BAD_REQUEST,
        "AWSOrganizationsNotInUseException",
        "Your account is not a member of an organization.");
  }

  static ApiException notAdministrator() {
    return new ApiException(
        BAD_REQUEST,
        "AccessDeniedException",
        "You don't have permissions to access this resource.");
  }

  static ApiException invalidInput(String message) {
    return new ApiException(BAD_REQUEST, "InvalidInputException", message);
  }

  static ApiException invalidToken() {
    return invalidInput("You provided an invalid pagination token.");
  }

  static ApiException noParent() {
    return new ApiException(
        BAD_REQUEST, "ParentNotFoundException", "You specified parent that doesn't exist.");
  }

  static ApiException noTarget() {
    return new ApiException(
        BAD_REQUEST, "TargetNotFoundException", "You specified a target that doesn't exist.");
  }

  static ApiException noEffectivePolicy() {
    return new ApiException(
        BAD_REQUEST,
        "EffectivePolicyNotFoundException",
        "There is no effective policy of this type for the target.");
  }

  static ApiException organizationsThrottled() {
    return new ApiException(
        BAD_REQUEST,
        "TooManyRequestsException",
        "AWS Organizations can't complete your request"
            + " because another request is already in progress. Try again later.");
  }

  static ApiException accountDenied(String message) {
    return new ApiException(FORBIDDEN, "AccessDeniedException", message);
  }

  static ApiException accountInvalid(String message) {
    return new ApiException(BAD_REQUEST, "ValidationException", message);
  }

  static ApiException accountUnknown(String message) {
    return new ApiException(NOT_FOUND, "ResourceNotFoundException", message);
  }

  static ApiException accountThrottled() {
    return new ApiException(TOO_MANY_REQUESTS, "TooManyRequestsException", "Too many requests");
  }
}
