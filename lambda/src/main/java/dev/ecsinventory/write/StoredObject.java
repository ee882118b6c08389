package dev.ecsinventory.write;

import static java.util.Objects.requireNonNull;

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
}
