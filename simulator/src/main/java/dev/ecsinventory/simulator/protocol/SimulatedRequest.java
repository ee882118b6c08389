package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A received HTTP request.
 *
 * @param path of the URI
 * @param headers by name, in any case
 */
public record SimulatedRequest(String path, Map<String, String> headers, byte[] body) {
  public SimulatedRequest {
    requireNonNull(path, "path is null");
    TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
    requireNonNull(body, "body is null");
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Signature signature() {
    return Signature.parse(header("Authorization"), header("X-Amz-Date").or(() -> header("Date")));
  }
}
