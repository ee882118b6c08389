package dev.ecsinventory.simulator;

import static java.util.Objects.requireNonNull;

/**
 * The caller of a request.
 *
 * @param place the account of the credentials and the Region of the signature
 * @param arn ARN of the user or of the assumed role's session
 */
record Caller(AccountRegion place, String arn) {
  Caller {
    requireNonNull(place, "place is null");
    requireNonNull(arn, "arn is null");
  }
}
