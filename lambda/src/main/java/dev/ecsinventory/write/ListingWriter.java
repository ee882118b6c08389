package dev.ecsinventory.write;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.model.ServiceRange;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.util.List;

/** Writes the listings of a snapshot's targets, under keys that contain their content's hash. */
public final class ListingWriter {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;

  public ListingWriter(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  /**
   * Writes one target's listing.
   *
   * @param clusters ARNs of all clusters of the target
   * @param range the services that belong to the target, if it is a part of one cluster
   */
  public StoredListing write(String target, List<String> clusters, ServiceRange range, Scan scan) {
    TargetListing listing = TargetListing.of(clusters, range, scan.coverage(), scan.listed());
    byte[] content = listing.bytes();
    String sha256 = Sha256.of(content);
    String key = keys.listing(snapshot, target, sha256);
    store.putIfAbsent(key, content, TargetListing.CONTENT_TYPE);
    return new StoredListing(
        target, key, listing.services(), listing.taskSets(), content.length, sha256);
  }
}
