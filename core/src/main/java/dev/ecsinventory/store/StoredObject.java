package dev.ecsinventory.store;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;

/**
 * An object as it was read.
 *
 * @param version what {@link ObjectStore#putIfUnchanged} knows it by; another for other bytes
 */
public record StoredObject(byte[] content, String version) {
  public StoredObject {
    requireNonNull(content, "content is null");
    requireNonNull(version, "version is null");
  }

  /** One of a store that gives no versions: known by its bytes. */
  public static StoredObject of(byte[] content) {
    return new StoredObject(content, Sha256.of(content));
  }
}
