package dev.ecsinventory.discover;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Manifest.ReadRegion;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that earlier snapshots read, each with the newest snapshot that did. A full snapshot
 * carries the accounts of the one before it along, so that one manifest is enough.
 *
 * @param comparedWith ID of that manifest's snapshot; null if there is none
 * @param lastReadIn the newest snapshot that read each account, by account ID
 * @param names the accounts' last known names, by account ID
 */
record EarlierAccounts(
    String comparedWith, Map<String, String> lastReadIn, Map<String, String> names) {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierAccounts.class);
  private static final Duration TIME_BEFORE = Duration.ofSeconds(1);

  EarlierAccounts {
    lastReadIn = new TreeMap<>(lastReadIn);
    names = new TreeMap<>(names);
  }

  /** The accounts of the newest full snapshot before {@code snapshot} that is not withdrawn. */
  static EarlierAccounts before(SnapshotId snapshot, ObjectStore store, ObjectKeys keys) {
    CommittedSnapshots committed = new CommittedSnapshots(store, keys);
    Withdrawals withdrawals = new Withdrawals(store, keys);
    return committed
        .upTo(snapshot.time().minus(TIME_BEFORE))
        .filter(earlier -> withdrawals.of(earlier).isEmpty())
        .flatMap(earlier -> full(committed, earlier).stream())
        .findFirst()
        .map(EarlierAccounts::of)
        .orElse(new EarlierAccounts(null, Map.of(), Map.of()));
  }

  private static Optional<Manifest> full(CommittedSnapshots committed, SnapshotId snapshot) {
    try {
      return committed.manifest(snapshot).filter(manifest -> isFull(manifest.scope()));
    } catch (UnreadableManifestException unreadable) {
      LOG.warn("accounts that left are compared with an older snapshot", unreadable);
      return Optional.empty();
    }
  }

  private static boolean isFull(Manifest.RequestedScope scope) {
    return scope.accounts().isEmpty()
        && scope.regions().isEmpty()
        && scope.clusters().isEmpty()
        && scope.services().isEmpty()
        && scope.taskSets().isEmpty();
  }

  private static EarlierAccounts of(Manifest manifest) {
    String id = requireNonNull(manifest.snapshot().path("snapshot_id").textValue(), "no ID");
    Map<String, String> lastReadIn = new TreeMap<>();
    Map<String, String> names = new TreeMap<>();
    Optional.ofNullable(manifest.requested())
        .map(Specification::organization)
        .map(DiscoveredOrganization::members)
        .orElse(List.of())
        .forEach(
            account -> {
              putIfKnown(lastReadIn, account, account.lastReadIn());
              putIfKnown(names, account, account.name());
            });
    manifest.read().stream()
        .map(ReadRegion::accountId)
        .forEach(account -> lastReadIn.put(account, id));
    return new EarlierAccounts(id, lastReadIn, names);
  }

  private static void putIfKnown(
      Map<String, String> into, DiscoveredAccount account, String value) {
    if (value != null) {
      into.put(account.id(), value);
    }
  }
}
