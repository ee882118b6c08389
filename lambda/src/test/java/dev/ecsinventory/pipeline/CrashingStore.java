package dev.ecsinventory.pipeline;

import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store before or after whose writes the process crashes. */
public final class CrashingStore implements ObjectStore {
  private final ObjectStore store;
  private final Crashes crashes;
  private final boolean sameUris;

  /** A store whose URIs do not depend on its directory. */
  public CrashingStore(ObjectStore store, Crashes crashes) {
    this(store, crashes, false);
  }

  private CrashingStore(ObjectStore store, Crashes crashes, boolean sameUris) {
    this.store = store;
    this.crashes = crashes;
    this.sameUris = sameUris;
  }

  /** A store that returns the URIs of {@code store}. */
  public static CrashingStore withItsUris(ObjectStore store, Crashes crashes) {
    return new CrashingStore(store, crashes, true);
  }

  @Override
  public Optional<StoredObject> read(String key) {
    return store.read(key);
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    crashes.around(
        () -> {
          store.put(key, content, contentType);
          return true;
        });
  }

  @Override
  public void put(String key, Path file, String contentType) {
    crashes.around(
        () -> {
          store.put(key, file, contentType);
          return true;
        });
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return crashes.around(() -> store.putIfAbsent(key, content, contentType));
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    return crashes.around(() -> store.putIfUnchanged(key, version, file, contentType));
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    return store.list(prefix, after);
  }

  @Override
  public String uri(String key) {
    return sameUris ? store.uri(key) : "test:" + key;
  }
}
