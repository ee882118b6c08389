package dev.ecsinventory.store;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;

/**
 * An object that was read.
 *
 * @param version its version for {@link ObjectStore#putIfUnchanged}, which differs for different
 *     bytes
 */
public record StoredObject(byte[] content, String version) {
  public StoredObject {
    requireNonNull(content, "content is null");
    requireNonNull(version, "version is null");
  }

  /** An object of a store without versions: its bytes identify it. */
  public static StoredObject of(byte[] content) {
    return new StoredObject(content, Sha256.of(content));
  }
}
