package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

/**
 * A reference to the exact bytes of an object.
 *
 * @param key with its prefix
 * @param sha256 of its bytes, in hex
 */
public record Link(String key, String sha256) {
  public Link {
    requireNonNull(key, "key is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
