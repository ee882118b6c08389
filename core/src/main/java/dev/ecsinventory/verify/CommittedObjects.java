package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the objects that a manifest names, and compares them with what it records. The objects may
 * be in a copy, under a different prefix than the one in the manifest.
 */
final class CommittedObjects {
  /** The shortest retention of a lifecycle rule. */
  private static final Duration SHORTEST_LIFE = Duration.ofDays(1);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotUnderCheck snapshot;
  private final ObjectKeys committed;

  CommittedObjects(ObjectStore store, ObjectKeys keys, SnapshotUnderCheck snapshot) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.committed =
        new ObjectKeys(
            snapshot.manifest().files().stream()
                .findFirst()
                .map(CommittedObjects::prefix)
                .orElse(keys.prefix()));
  }

  private static String prefix(DataFile file) {
    int folder = file.key().lastIndexOf("%s/%s/dt=".formatted(file.format(), file.dataset()));
    return file.key().substring(0, Math.max(0, folder));
  }

  /** The keys under the prefix under which the snapshot was committed. */
  ObjectKeys committedKeys() {
    return committed;
  }

  /** The bytes of a data file; empty when they are not the committed ones. */
  Optional<byte[]> read(DataFile file) {
    return read(file.key(), file.bytes(), file.sha256());
  }

  /** The current bytes of a data file, without a check. */
  Optional<byte[]> ifPresent(DataFile file) {
    return store.get(local(file.key()));
  }

  /** A target's listing; empty when it is not the committed one. */
  Optional<TargetListing> read(StoredListing listing) {
    Optional<byte[]> content = read(listing.key(), listing.bytes(), listing.sha256());
    try {
      return content.map(TargetListing::parse);
    } catch (RuntimeException malformed) {
      snapshot.found(FindingCode.FILE_UNREADABLE, listing.key(), "it is not a listing");
      return Optional.empty();
    }
  }

  /** Compares a policy's text with its ID, which is the text's SHA-256. */
  void checkPolicy(String key, String policyId) {
    Optional<byte[]> text = store.get(local(key));
    if (text.isEmpty()) {
      snapshot.found(FindingCode.FILE_MISSING, key, "the policy's text does not exist");
    } else if (!Sha256.of(text.get()).equals(policyId)) {
      snapshot.found(FindingCode.POLICY_DIFFERS, key, "its SHA-256 is " + Sha256.of(text.get()));
    }
  }

  /** A policy's text; empty when it is not the committed one. */
  Optional<byte[]> policy(String key, String policyId) {
    return store.get(local(key)).filter(text -> Sha256.of(text).equals(policyId));
  }

  private Optional<byte[]> read(String key, int bytes, String sha256) {
    Optional<byte[]> content = store.get(local(key));
    snapshot.findings().fileChecked();
    if (content.isEmpty()) {
      snapshot.found(FindingCode.FILE_MISSING, key, "%d bytes were committed".formatted(bytes));
      return content;
    }
    String actual = Sha256.of(content.get());
    if (content.get().length == bytes && actual.equals(sha256)) {
      return content;
    }
    snapshot.found(
        FindingCode.FILE_CHANGED,
        key,
        "committed: %d bytes, SHA-256 %s; present: %d bytes, SHA-256 %s"
            .formatted(bytes, sha256, content.get().length, actual));
    return Optional.empty();
  }

  private String local(String key) {
    return key.startsWith(committed.prefix())
        ? keys.prefix() + key.substring(committed.prefix().length())
        : key;
  }

  /**
   * The formats whose files a lifecycle rule has removed: all files of the format are missing,
   * another format has all of its files, and the snapshot is old enough for a lifecycle rule.
   */
  Set<FileFormat> expired(Instant finishedAt, Instant now) {
    Set<FileFormat> none = EnumSet.noneOf(FileFormat.class);
    Set<FileFormat> all = EnumSet.noneOf(FileFormat.class);
    Set<String> present = present();
    for (FileFormat format : FileFormat.values()) {
      List<String> files =
          snapshot.manifest().files().stream()
              .filter(file -> file.format().equals(format.folder()))
              .map(file -> local(file.key()))
              .toList();
      if (!files.isEmpty() && files.stream().noneMatch(present::contains)) {
        none.add(format);
      } else if (!files.isEmpty() && present.containsAll(files)) {
        all.add(format);
      }
    }
    boolean mayExpire = !all.isEmpty() && !now.isBefore(finishedAt.plus(SHORTEST_LIFE));
    return mayExpire ? none : EnumSet.noneOf(FileFormat.class);
  }

  /** The keys of the snapshot's data files that exist, from listings of the snapshot's day. */
  private Set<String> present() {
    Set<String> present = new HashSet<>();
    for (FileFormat format : FileFormat.values()) {
      Datasets.ALL.stream()
          .map(
              dataset ->
                  keys.day(format, dataset.name(), snapshot.id().day()) + snapshot.id().value())
          .flatMap(prefix -> store.list(prefix, "").stream())
          .map(ListedObject::key)
          .forEach(present::add);
    }
    return present;
  }
}
