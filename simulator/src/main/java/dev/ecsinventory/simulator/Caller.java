package dev.ecsinventory.simulator;

import static java.util.Objects.requireNonNull;

/**
 * Who makes a call.
 *
 * @param place the account of the credentials and the region of the signature
 * @param arn of the user or of the assumed role's session
 */
record Caller(AccountRegion place, String arn) {
  Caller {
    requireNonNull(place, "place is null");
    requireNonNull(arn, "arn is null");
  }
}
