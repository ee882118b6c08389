package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

/**
 * The manifest's reference to a listing object.
 *
 * @param services how many services were listed
 * @param taskSets how many task sets the services named
 * @param sha256 of the bytes, in hex
 */
public record StoredListing(
    String target, String key, int services, int taskSets, int bytes, String sha256) {
  public StoredListing {
    requireNonNull(target, "target is null");
    requireNonNull(key, "key is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
