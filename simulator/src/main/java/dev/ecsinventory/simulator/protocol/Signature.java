package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's signature header says. The signature itself is not recomputed: a simulator does
 * not know its callers' secrets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Signature Version 4</a>
 */
public record Signature(String accessKey, String region, String product) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern SCOPE =
      Pattern.compile("([^/]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{64}");

  public Signature {
    requireNonNull(accessKey, "accessKey is null");
    requireNonNull(region, "region is null");
    requireNonNull(product, "product is null");
  }

  /** Parses the headers {@code Authorization} and {@code X-Amz-Date}. */
  static Signature parse(Optional<String> authorization, Optional<String> date) {
    String header = authorization.orElseThrow(Errors::unsigned).strip();
    if (!header.startsWith(ALGORITHM + " ")) {
      throw Errors.incompleteSignature(
          "Unsupported authorization type, " + ALGORITHM + " is needed. Authorization=" + header);
    }
    Map<String, String> parts = parts(header.substring(ALGORITHM.length()));
    for (String name : new String[] {"Credential", "SignedHeaders", "Signature"}) {
      if (parts.getOrDefault(name, "").isEmpty()) {
        throw Errors.incompleteSignature(
            "Authorization header requires '" + name + "' parameter. Authorization=" + header);
      }
    }
    if (date.isEmpty()) {
      throw Errors.incompleteSignature(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    Matcher scope = SCOPE.matcher(parts.get("Credential"));
    if (!scope.matches() || !HEXADECIMAL.matcher(parts.get("Signature")).matches()) {
      throw Errors.incompleteSignature(
          "Credential must have exactly 5 slash-delimited elements and Signature 64 hexadecimal"
              + " digits. Authorization="
              + header);
    }
    return new Signature(scope.group(1), scope.group(3), scope.group(4));
  }

  private static Map<String, String> parts(String list) {
    Map<String, String> parts = new HashMap<>();
    for (String part : list.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parts;
  }

  /** Rejects a signature that was made for another AWS product. */
  public void requireProduct(String expected) {
    if (!product.equals(expected)) {
      throw Errors.invalidSignature(
          "Credential should be scoped to correct service: '" + expected + "'.");
    }
  }
}
