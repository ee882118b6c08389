package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credential that a request is signed with. The signature is not verified: the endpoint is on
 * the loopback address, and the secret key that belongs to the access key is not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Signature Version 4</a>
 */
record Credential(String accessKeyId, String region) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256"
              + " .*\\bCredential=([^/\\s,]+)/\\d{8}/([a-z0-9-]+)/[a-z0-9-]+/aws4_request\\b.*");

  private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

  Credential {
    requireNonNull(accessKeyId, "accessKeyId is null");
    requireNonNull(region, "region is null");
  }

  /**
   * Parses the header {@code Authorization}.
   *
   * @param authorization null where the request has none
   */
  static Credential parse(String authorization) {
    if (authorization == null) {
      throw EcsError.unsigned();
    }
    Matcher matcher = HEADER.matcher(authorization);
    if (!matcher.matches()) {
      throw EcsError.incompleteSignature(
          "The header Authorization has no credential of the form"
              + " ACCESS_KEY/YYYYMMDD/REGION/ecs/aws4_request. Authorization="
              + authorization);
    }
    return new Credential(matcher.group(1), matcher.group(2));
  }

  /** The account whose ID the access key ID is. */
  Optional<String> accountId() {
    return Optional.of(accessKeyId).filter(id -> ACCOUNT_ID.matcher(id).matches());
  }
}
