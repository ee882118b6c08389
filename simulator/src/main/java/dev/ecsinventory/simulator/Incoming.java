package dev.ecsinventory.simulator;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A received HTTP request.
 *
 * @param headers by name, in any case
 */
record Incoming(Map<String, String> headers, byte[] body) {
  Incoming {
    TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
    requireNonNull(body, "body is null");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Signature signature() {
    return Signature.parse(header("Authorization"), header("X-Amz-Date").or(() -> header("Date")));
  }
}
