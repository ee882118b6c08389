package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store that records the time of a snapshot's commit, which is the put of its manifest. */
final class CommitClock implements ObjectStore {
  private static final String MANIFESTS = "/manifests/";

  private final ObjectStore store;
  private volatile long committed;

  CommitClock(ObjectStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  /** The time of the commit, by {@link System#nanoTime()}. */
  long committed() {
    return committed;
  }

  @Override
  public Optional<StoredObject> read(String key) {
    return store.read(key);
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    store.put(key, content, contentType);
  }

  @Override
  public void put(String key, Path file, String contentType) {
    store.put(key, file, contentType);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    boolean written = store.putIfAbsent(key, content, contentType);
    if (key.contains(MANIFESTS)) {
      committed = System.nanoTime();
    }
    return written;
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    return store.putIfUnchanged(key, version, file, contentType);
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    return store.list(prefix, after);
  }

  @Override
  public String uri(String key) {
    return store.uri(key);
  }
}
