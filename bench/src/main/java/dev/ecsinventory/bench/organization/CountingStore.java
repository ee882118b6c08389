package dev.ecsinventory.bench.organization;

import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A store in memory that counts the requests that S3 would bill. */
final class CountingStore implements ObjectStore {
  /** Keys in a response of ListObjectsV2. */
  private static final int PAGE = 1_000;

  private final ObjectStore objects = new MemoryObjectStore();
  private final LongAdder writes = new LongAdder();
  private final LongAdder lists = new LongAdder();
  private final LongAdder reads = new LongAdder();

  /** The same objects; its requests are not counted. */
  ObjectStore uncounted() {
    return objects;
  }

  /** Puts, and lists, which cost the same. */
  long writesAndLists() {
    return writes.sum() + lists.sum();
  }

  long reads() {
    return reads.sum();
  }

  @Override
  public Optional<StoredObject> read(String key) {
    reads.increment();
    return objects.read(key);
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    writes.increment();
    objects.put(key, content, contentType);
  }

  @Override
  public void put(String key, Path file, String contentType) {
    writes.increment();
    objects.put(key, file, contentType);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    writes.increment();
    return objects.putIfAbsent(key, content, contentType);
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    writes.increment();
    return objects.putIfUnchanged(key, version, file, contentType);
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    List<ListedObject> listed = objects.list(prefix, after);
    lists.add(1 + listed.size() / PAGE);
    return listed;
  }

  @Override
  public String uri(String key) {
    return objects.uri(key);
  }
}
